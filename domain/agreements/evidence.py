"""Evidence: one consent as it was given, with the words that it was given to. Rule: D5."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID as Id

from domain import database, reach
from domain.errors import found
from domain.profiles.actor import Guardian, Staff

_COLUMNS = """
SELECT k.id, k.connection, c.family, c.provider, o.name, o.time_zone, v.agreement, v.id, v.number,
  v.title, v.text, v.file_name, v.size, v.sha256, k.by_name, k.learner_name, k.device, k.language,
  k.created_at, (SELECT w.created_at FROM consents w WHERE w.version = k.version
    AND w.connection = k.connection AND w.number = k.number + 1
    AND (w.learner = k.learner OR w.learner IS NULL AND k.learner IS NULL))
FROM consents k JOIN agreement_versions v ON v.id = k.version
JOIN connections c ON c.id = k.connection JOIN providers o ON o.id = c.provider
"""


class Evidence(NamedTuple):
    """A consent that was given. Shape: zone is the provider's; learner_name "" for the family;
    withdrawn_at null while it stands.
    """

    id: Id
    connection: Id
    family: Id
    provider: Id
    provider_name: str
    zone: str
    agreement: Id
    version: Id
    version_number: int
    title: str
    text: str
    file_name: str
    size: int
    sha256: str
    by_name: str
    learner_name: str
    device: str
    language: str
    given_at: datetime
    withdrawn_at: datetime | None


async def by_id(consent: Id) -> Evidence:
    """For whoever holds its receipt. Errors: NotFound."""
    sql = f"{_COLUMNS} WHERE k.id = {{}} AND k.is_given"
    return Evidence(*found(await database.row(sql, consent)))


async def reachable(consent: Id, *, by: Guardian | Staff) -> Evidence:
    """Errors: NotFound."""
    clause = reach.connections(by)
    sql = f"{_COLUMNS} WHERE k.id = {{}} AND k.is_given AND {clause.sql}"
    return Evidence(*found(await database.row(sql, consent, *clause.values)))
