"""The story of a consent: everything that a family said, the latest first. Rule: D5."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID as Id

from domain import database

_SAID = """
SELECT k.id, v.id, v.title, v.number, k.is_given, k.by_name, k.learner_name, k.device, k.created_at
FROM consents k JOIN agreement_versions v ON v.id = k.version
"""
_IN_ORDER = "ORDER BY k.created_at DESC, k.number DESC, k.id"
_STORY = f"{_SAID} WHERE v.agreement = {{}} AND k.connection = {{}} {_IN_ORDER}"
_ALL = f"{_SAID} WHERE k.connection = {{}} {_IN_ORDER}"


class Event(NamedTuple):
    """What a family said once to some version of an agreement."""

    id: Id
    version: Id
    title: str
    version_number: int
    is_given: bool
    by_name: str
    learner_name: str
    device: str
    said_at: datetime


async def of(agreement: Id, connection: Id) -> list[Event]:
    """Everything that was said, the latest first."""
    return [Event(*row) for row in await database.rows(_STORY, agreement, connection)]


async def of_connection(connection: Id) -> list[Event]:
    """The same of everything that was ever asked."""
    return [Event(*row) for row in await database.rows(_ALL, connection)]
