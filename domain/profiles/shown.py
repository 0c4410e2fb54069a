"""What people, families and providers are called is on the pages of others, also in what is past.

Each of these touches the topic `people:<owner>` of everybody who reads the name somewhere. Shape:
owners are families, their children, and educators.
"""

from uuid import UUID

from domain import concern, database, topics


async def profile(id: UUID) -> None:
    """Somebody has another name, colour or right."""
    _touch(id, await database.rows(concern.READERS_OF_PROFILE, id, id))


async def provider(id: UUID) -> None:
    """A provider is called or offers something else."""
    _touch(id, await database.rows(concern.READERS_OF_PROVIDER, id, id))


def family(id: UUID) -> None:
    """Somebody has come, whom nobody else knows yet."""
    topics.touch(topics.name("people", id))


def _touch(id: UUID, readers: list[tuple[UUID]]) -> None:
    topics.touch(*(topics.name("people", owner) for owner in {id, *(row[0] for row in readers)}))
