"""A room: where an educator meets online, with everybody or with one family. Rule: S13."""

from domain import database, topics
from domain.errors import NotFound, found
from domain.profiles.actor import Staff
from domain.providers import link
from domain.providers.connection import Connection

OWN = """
(SELECT w.meeting_url FROM staff w
  WHERE w.profile = {} AND w.role = 'educator' AND w.ended_at IS NULL)
"""
"""An educator's room for everybody, as a value."""
OF_CONNECTION = """
(SELECT a.meeting_url FROM assignments a
  WHERE a.connection = c.id AND a.educator = {} AND a.ended_at IS NULL)
"""
"""The room of an educator for the family of a connection called c, as a value."""
_OF_FAMILY = """
SELECT meeting_url FROM assignments WHERE connection = {} AND educator = {} AND ended_at IS NULL
"""
_SET_OWN = """
UPDATE staff SET meeting_url = {}
WHERE profile = {} AND role = 'educator' AND ended_at IS NULL
"""
_SET_FOR_FAMILY = """
UPDATE assignments SET meeting_url = {}
WHERE connection = {} AND educator = {} AND ended_at IS NULL RETURNING id
"""


async def own(*, by: Staff) -> str:
    """The room for everybody, or ""."""
    ((url,),) = await database.rows(f"SELECT coalesce({OWN}, '')", by.profile_id)
    return str(url)


async def of_family(connection: Connection, *, by: Staff) -> str:
    """What was said for this family alone, or "". Errors: NotFound (who does not teach it)."""
    (url,) = found(await database.row(_OF_FAMILY, connection.id, by.profile_id))
    return str(url)


async def set_own(url: str, *, by: Staff) -> None:
    """The room that new sessions get. Errors: Invalid (meeting_url)."""
    url = link.checked(url)
    async with database.transaction():
        await database.rows(_SET_OWN, url, by.profile_id)
        topics.touch(topics.name("people", by.profile_id))


async def set_for_family(url: str, connection: Connection, *, by: Staff) -> None:
    """The room of new sessions with one family; "" for the own one again.

    Errors: Invalid (meeting_url), NotFound (who does not teach the family); nothing is written.
    """
    url = link.checked(url)
    async with database.transaction():
        if not await database.rows(_SET_FOR_FAMILY, url, connection.id, by.profile_id):
            raise NotFound
        topics.touch(topics.name("people", by.profile_id))
