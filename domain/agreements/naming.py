"""What news of an agreement are about, and the names in them. Rule: D5 N1."""

from dataclasses import replace
from uuid import uuid5

from domain import database
from domain.facts import Subject
from domain.providers.connection import Connection

_NAMES = """
SELECT v.name, f.name FROM connections c JOIN providers v ON v.id = c.provider
JOIN families f ON f.id = c.family WHERE c.id = {}
"""


def subject(connection: Connection) -> Subject:
    """Apart from other news of the connection. Choice: of several agreements there is one news."""
    return replace(connection.subject(), shelf=uuid5(connection.id, "agreements"))


async def of(connection: Connection) -> dict[str, str]:
    """What both sides are called now."""
    provider, family = (await database.rows(_NAMES, connection.id))[0]
    return {"provider": provider, "family": family}
