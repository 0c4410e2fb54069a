"""The schema's history: one folder of SQL for each step, and how far this database has come."""

from pathlib import Path

from domain import database
from domain.database import Progress, migration

ORDER = (
    "first",
    "login",
    "invitations",
    "notifications",
    "notes",
    "rooms",
    "calendar",
    "series",
    "availability",
    "groups",
    "busy",
    "proposals",
    "family_times",
    "group_waits",
    "wishes",
    "memberships",
    "group_dates",
    "sooner_waits",
    "creatures",
    "documents",
    "permissions",
    "previews",
    "agreements",
    "conversations",
    "message_changes",
    "events",
    "mutings",
    "message_reports",
    "support",
    "message_words",
    "passkeys",
    "guardians",
    "connections",
)
"""A new step's folder is named here, at the end; what has been released is never changed."""

FOLDERS = [Path(__file__).parent / name for name in ORDER]

_HAS_RECORD = {
    "sqlite": "SELECT 1 FROM sqlite_master WHERE name = 'migration'",
    "postgres": "SELECT 1 WHERE to_regclass('migration') IS NOT NULL",
}


async def migrate(progress: Progress | None = None) -> None:
    """Brings the open database up to date; any number of processes may ask at once.

    Errors: OtherRelease.
    """
    await database.migrate(FOLDERS, progress)


async def ran() -> list[str]:
    """What made this database what it is, in order; changes nothing."""
    if await database.row(_HAS_RECORD[database.dialect()]) is None:
        return []
    return [name for (name,) in await database.rows("SELECT name FROM migration ORDER BY id")]


async def due() -> list[str]:
    """What has not run here; changes nothing. Errors: OtherRelease."""
    return [folder.name for folder in migration.left(FOLDERS, await ran())]
