"""Abandoned accounts: nobody proved the address, and nobody uses them any more."""

from uuid import UUID as Id

from domain import clock, database
from domain.accounts import device
from domain.accounts.account import Account

_CANDIDATES = """
SELECT a.id FROM accounts a WHERE a.email IS NULL AND a.created_at < {}
AND NOT EXISTS (SELECT 1 FROM devices d WHERE d.account = a.id AND d.last_used_at >= {})
AND NOT EXISTS (
  SELECT 1 FROM profiles p JOIN memberships m ON m.profile = p.id
  WHERE p.account = a.id AND (
    EXISTS (SELECT 1 FROM connections c WHERE c.family = m.family)
    OR EXISTS (SELECT 1 FROM memberships n JOIN profiles o ON o.id = n.profile
      WHERE n.family = m.family AND o.account <> a.id)))
AND NOT EXISTS (
  SELECT 1 FROM profiles p JOIN staff s ON s.profile = p.id
  WHERE p.account = a.id AND (
    EXISTS (SELECT 1 FROM connections c WHERE c.provider = s.provider)
    OR EXISTS (SELECT 1 FROM staff t JOIN profiles o ON o.id = t.profile
      WHERE t.provider = s.provider AND o.account <> a.id)))
"""
_FAMILIES = """
SELECT DISTINCT m.family FROM memberships m JOIN profiles p ON p.id = m.profile
WHERE p.account = {}
"""
_PROVIDERS = """
SELECT DISTINCT s.provider FROM staff s JOIN profiles p ON p.id = s.profile WHERE p.account = {}
"""
_PEOPLE = """
SELECT p.id FROM profiles p WHERE p.account = {} OR p.id IN (
  SELECT n.profile FROM memberships n JOIN memberships m ON m.family = n.family
  JOIN profiles o ON o.id = m.profile WHERE o.account = {})
"""
_OF_EDUCATORS = [
    "weekly_hours",
    "hours_exceptions",
    "absences",
    "busy_calendars",
    "availability_rules",
]
_FORGET = "DELETE FROM accounts WHERE id = {} AND email IS NULL RETURNING id"


class _Proven(Exception):
    """Somebody has proven it in between."""


async def forget() -> None:
    """Deletes those that nobody has used for 90 days, with a family or provider of theirs alone.

    Choice: as long as a login lives (A10), for until then its person may come back by the cookie.
    What has ever been connected to somebody else stays, as the other side reads it (B6), and so
    does what others belong to.
    """
    before = clock.now() - device.KEPT
    for (abandoned,) in await database.rows(_CANDIDATES, before, before):
        try:
            await _forget(abandoned)
        except (_Proven, database.Violation):
            # Somebody proved it or hung something on it, also in between: then it is in use.
            continue


async def _forget(account: Id) -> None:
    async with database.transaction():
        await database.lock(Account, [account])
        families = await _ids(_FAMILIES, account)
        providers = await _ids(_PROVIDERS, account)
        people = await _ids(_PEOPLE, account, account)
        await _delete_theirs(families, providers, people)
        if not await database.rows(_FORGET, account):
            raise _Proven


async def _delete_theirs(families: list[Id], providers: list[Id], people: list[Id]) -> None:
    """What hangs on others before these."""
    await _delete("invitations", "provider", providers)
    await _delete("invitations", "family", families)
    for table in _OF_EDUCATORS:
        await _delete(table, "educator", people)
    await _delete("family_times", "family", families)
    await _delete("services", "provider", providers)
    await _delete("staff", "provider", providers)
    await _delete("memberships", "family", families)
    await _delete("profiles", "id", people)
    await _delete("providers", "id", providers)
    await _delete("families", "id", families)


async def _ids(sql: str, *args: Id) -> list[Id]:
    return [id for (id,) in await database.rows(sql, *args)]


async def _delete(table: str, column: str, values: list[Id]) -> None:
    if values:
        marks = database.marks(values)
        await database.rows(f"DELETE FROM {table} WHERE {column} IN ({marks})", *values)
