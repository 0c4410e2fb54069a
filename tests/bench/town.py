"""A town: thousands of families with two years of weekly sessions, and who of them is logged in.

Choice: rows straight into PostgreSQL, as in others.py, but whole: logins, credits with every entry
of the ledger, organisations of ten educators, so that what is measured on it is the product.
"""

import random
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import asyncpg

from domain import clock
from domain.accounts import device
from tests.bench import others
from tests.bench.others import ROOM, SEED, ZONE, Row, identity

WEEKS_PAST, WEEKS_AHEAD = 100, 4
EDUCATORS_PER_HOUSE = 10
HOURS_A_DAY = 10
CREDITS_FREE = 20
COLUMNS = {
    "accounts": "id email claimed_email password_hash created_at",
    **others.COLUMNS,
    "devices": "id account token_hash profile user_agent created_at last_used_at ended_at",
    "packages": "id connection kind reason expires_on by granted_count free_count held_count"
    " spent_count lapsed_count expired_count overdraft_count created_at",
    "entries": "id package connection session event kind granted free held spent lapsed expired by"
    " reason created_at",
}


@dataclass
class Somebody:
    """Logged in. Shape: waiting and coming are ids of sessions, none used twice by a load."""

    token: str
    waiting: list[str] = field(default_factory=list)
    coming: list[str] = field(default_factory=list)


@dataclass
class Town:
    """Shape: who is logged in; the first of each."""

    families: list[Somebody] = field(default_factory=list)
    educators: list[Somebody] = field(default_factory=list)


@dataclass(frozen=True)
class Size:
    families: int = 10_000
    educators: int = 200
    signed_in: int = 2_000


async def fill(url: str, size: Size) -> Town:
    """Into an empty, migrated PostgreSQL."""
    town = Town()
    await others.copy(url, COLUMNS, _rows(size, town))
    return town


async def bytes_for_a_session(url: str) -> float:
    """What the whole database takes on the disk, by the sessions in it."""
    connection = await asyncpg.connect(url)
    try:
        taken = "SELECT pg_database_size(current_database()) / (SELECT count(*) FROM sessions)"
        return float(await connection.fetchval(taken))
    finally:
        await connection.close()


def _rows(size: Size, town: Town) -> Iterator[Row]:
    chance = random.Random(SEED)
    began = clock.now() - timedelta(weeks=WEEKS_PAST + 2)
    each = -(-size.families // size.educators)
    house = service = UUID(int=0)
    for number in range(size.educators):
        if number % EDUCATORS_PER_HOUSE == 0:
            house, service = identity(chance), identity(chance)
            name = f"Lernhaus {number // EDUCATORS_PER_HOUSE + 1}"
            yield "providers", (house, "organisation", name, ZONE, 24, None, began)
            yield "services", (service, house, "Deutsch", "", 45, 1, began, None)
        account, educator = identity(chance), identity(chance)
        yield from _login(chance, account, educator, "educator", "Lena Roth", began, town.educators)
        yield "staff", (identity(chance), house, educator, "educator", ROOM, began, None)
        for at in range(each):
            is_in = len(town.families) < size.signed_in
            of = _Household(chance, began, house, educator, service, at)
            yield from of.rows(town.families if is_in else None)


def _login(
    chance: random.Random,
    account: UUID,
    profile: UUID,
    kind: str,
    name: str,
    began: datetime,
    into: list[Somebody] | None,
) -> Iterator[Row]:
    """An account with one profile; with a list of who is logged in, a device too."""
    address = f"{account.hex}@lernfaden.example"
    yield "accounts", (account, address, address, None, began)
    yield "profiles", (profile, account, kind, name, 3, "de", ZONE, began)
    if into is not None:
        token, now = secrets.token_urlsafe(32), clock.now()
        into.append(Somebody(token))
        hashed = device.token_hash(token)
        yield "devices", (identity(chance), account, hashed, profile, "Mozilla", began, now, None)


class _Household:
    """A guardian with a child that comes every week at the same hour."""

    def __init__(
        self,
        chance: random.Random,
        began: datetime,
        house: UUID,
        educator: UUID,
        service: UUID,
        number: int,
    ) -> None:
        self.new, self.began = chance, began
        self.house, self.educator, self.service = house, educator, service
        self.family, self.guardian, self.child, self.connection, self.package = (
            identity(chance) for _ in range(5)
        )
        monday = clock.now() - timedelta(days=clock.now().weekday())
        hour = timedelta(days=number // HOURS_A_DAY % 7, hours=number % HOURS_A_DAY)
        self.first = monday.replace(hour=8, minute=0, second=0) + hour
        self.held = self.spent = 0

    def rows(self, into: list[Somebody] | None) -> Iterator[Row]:
        new, began = self.new, self.began
        yield "families", (self.family, "Sommer", began)
        yield from _login(new, identity(new), self.guardian, "guardian", "Kim", began, into)
        yield "profiles", (self.child, None, "child", "Ben", 2, "de", ZONE, began)
        for who, role in ((self.guardian, "guardian"), (self.child, "child")):
            yield "memberships", (identity(new), who, self.family, role, False, began, None)
        yield "connections", (self.connection, self.family, self.house, began, None)
        yield "assignments", (identity(new), self.connection, self.educator, began, None)
        for week in range(-WEEKS_PAST, WEEKS_AHEAD + 1):
            yield from self._session(week, into[-1] if into else None)
        granted = self.held + self.spent + CREDITS_FREE
        counts = (granted, CREDITS_FREE, self.held, self.spent, 0, 0, 0)
        yield "packages", (
            self.package, self.connection, "package", "Karte", None, self.educator, *counts, began,
        )  # fmt: skip
        yield self._entry(None, "granted", (granted, granted, 0, 0), began)

    def _session(self, week: int, who: Somebody | None) -> Iterator[Row]:
        new, now = self.new, clock.now()
        starts_at = self.first + timedelta(weeks=week)
        is_over, is_open = starts_at < now - timedelta(hours=1), week == WEEKS_AHEAD
        state = "pending" if is_open else "completed" if is_over else "confirmed"
        proposed_at = min(starts_at - timedelta(days=6), now)
        proposal, session = identity(new), identity(new)
        answered = (None, None) if is_open else (proposed_at, self.guardian)
        yield "proposals", (
            proposal, self.connection, self.educator, self.educator, "family", "one", "",
            starts_at, *answered, proposed_at,
        )  # fmt: skip
        yield "sessions", (
            session, proposal, self.connection, self.house, self.family, self.educator,
            self.child, self.service, None, None, 0, "Deutsch", 1, starts_at,
            starts_at + timedelta(minutes=45), ZONE, "online", "", ROOM, state,
            None if is_open else 24, proposed_at, proposed_at,
        )  # fmt: skip
        if not is_open:
            yield self._entry(session, "held", (0, -1, 1, 0), proposed_at)
        if is_over:
            yield self._entry(session, "spent", (0, 0, -1, 1), starts_at)
        self.held, self.spent = self.held + (state == "confirmed"), self.spent + is_over
        if who and is_open:
            who.waiting.append(str(session))
        elif who and starts_at > now + timedelta(days=2):
            who.coming.append(str(session))

    def _entry(
        self, session: UUID | None, kind: str, counts: tuple[int, int, int, int], at: datetime
    ) -> Row:
        return "entries", (
            identity(self.new), self.package, self.connection, session, identity(self.new), kind,
            *counts, 0, 0, self.educator, "", at,
        )  # fmt: skip
