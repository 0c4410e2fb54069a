"""The real thing beside the model: the same actions, and what the database holds after them."""

from collections import Counter, defaultdict
from collections.abc import Awaitable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from domain import clock, database
from domain.credits import correction, expiry, grant, hold, overdraft, package
from domain.errors import DomainError, Invalid
from domain.profiles.actor import Guardian
from domain.providers.service import Service
from domain.sessions import (
    answer,
    attendance,
    attendance_correction,
    cancellation,
    move,
    objection,
    passing_over,
    proposal_expiry,
    state,
    upholding,
    waiver,
    withdrawal,
)
from domain.sessions import session as sessions
from domain.sessions.series_cancellation import Scope
from domain.sessions.terms import Outcome
from tests import moves
from tests.domain.credits.real_asking import RunAsking, start
from tests.domain.credits.shared_model import COUNTS, OK
from tests.domain.sessions.plans import plans
from tests.world import World

_SESSIONS = """
SELECT s.id, s.starts_at, s.state, s.notice_hours,
  CASE WHEN o.id IS NULL THEN '' WHEN o.answered_at IS NULL THEN 'open' ELSE 'answered' END,
  s.group_date, s.learner
FROM sessions s LEFT JOIN objections o ON o.session = s.id WHERE s.connection = {}
"""
_COMPLETIONS = "SELECT dedupe FROM outbox WHERE kind = 'completion'"


class Run(RunAsking):
    """The real thing, with the same actions as the model."""

    def __init__(
        self,
        world: World,
        services: list[Service],
        together: dict[tuple[int, int], Service],
        deniz: Guardian,
        lia: UUID,
    ) -> None:
        learners = {"mila": world.mila.id, "tom": world.tom.id, "lia": lia}
        guardians = {"nadia": world.nadia.actor, "deniz": deniz}
        super().__init__(world, learners, guardians, together)
        self.services, self.people = services, {**guardians, "jonas": self.by}
        self.notice = 24
        self.kept: int | None = 12

    async def confirm(self, key: UUID, who: str, count: int = 1) -> None:
        picked = await self.picked(await sessions.by_id(key), count)
        await answer.confirm(*picked, by=self.people[who])

    async def undo(self, key: UUID, who: str) -> None:
        await withdrawal.undo(await sessions.by_id(key), by=self.people[who])

    async def decline(self, key: UUID, who: str) -> None:
        await answer.decline(await sessions.by_id(key), by=self.people[who])

    async def cancel_by_family(self, key: UUID, agreed: str | None) -> None:
        said = Outcome(agreed) if agreed else None
        await cancellation.cancel(await sessions.by_id(key), by=self.nadia, agreed=said)

    async def cancel_by_educator(self, key: UUID) -> None:
        await cancellation.cancel(await sessions.by_id(key), by=self.by)

    async def move(self, key: UUID, new: UUID, hours: int, gives_up: bool, scope: str) -> None:
        old, part = await sessions.by_id(key), Scope(scope)
        agreed = len(await move.dates(await move.standing(old), part, by=self.by))
        aimed = moves.to(
            old, start(hours), key=new, gives_up=gives_up, scope=part, agreed=agreed
        )  # fmt: skip
        await move.propose(old, aimed, by=self.by)

    async def waive(self, key: UUID) -> None:
        await waiver.waive(await sessions.by_id(key), "Krank", by=self.by)

    async def miss(self, key: UUID) -> None:
        await attendance.mark_missed(await sessions.by_id(key), by=self.by)

    async def correct(self, key: UUID) -> None:
        await attendance_correction.make(await sessions.by_id(key), by=self.by)

    async def object(self, key: UUID) -> None:
        found = await sessions.by_id(key)
        await objection.make(found, "Sie war da", by=self.nadia)

    async def uphold(self, key: UUID) -> None:
        await upholding.uphold(await sessions.by_id(key), "Der Raum war leer", by=self.by)

    async def complete(self, key: UUID) -> None:
        await attendance.complete(key)

    async def expire(self, key: UUID) -> None:
        await proposal_expiry.expire((await sessions.by_id(key)).proposal)

    async def pass_over(self, key: UUID) -> None:
        await passing_over.end_rest((await sessions.by_id(key)).proposal)

    async def grant(self, key: UUID, count: int, days: int | None) -> None:
        today = package.local_day(clock.now(), "Europe/Berlin")
        ends = None if days is None else today + timedelta(days=days)
        await grant.grant(key, self.world.kaya, count, "Karte", by=self.by, expires_on=ends)

    async def take_back(self, count: int) -> None:
        await correction.correct(self.world.kaya, count, "Irrtum", key=uuid4(), by=self.by)

    async def allow_overdraft(self, count: int) -> None:
        await overdraft.allow(self.world.kaya, count, by=self.by)

    async def expire_packages(self) -> None:
        await expiry.expire_ended()

    async def set_notice(self, hours: int) -> None:
        self.notice = hours
        await self._plan()

    async def let_sooner_pass(self, hours: int | None) -> None:
        self.kept = hours
        await self._plan()

    async def _plan(self) -> None:
        await plans(self.world, notice_hours=self.notice, sooner_hours=self.kept)


async def outcome(done: Awaitable[None]) -> str:
    """What came of it, in the model's words."""
    try:
        await done
    except DomainError as error:
        detail = ""
        if isinstance(error, state.Stale):
            return f"Stale {error.state.value}"
        if isinstance(error, state.SlotTaken):
            return "SlotTaken"
        if isinstance(error, hold.NotEnoughCredits):
            return f"NotEnoughCredits {error.missing}"
        if isinstance(error, Invalid):
            detail = f" {error.field}"
        return type(error).__name__ + detail
    return OK


async def stored(run: Run) -> dict[str, Any]:
    """What the database holds, in the shape that `shown` gives a model."""
    connection, names = run.world.kaya.id, {id: name for name, id in run.learners.items()}
    history, parts = await _history(connection), await _parts(connection)
    found = await database.rows(_SESSIONS, connection)
    ends = Counter(dedupe.split(":")[1] for (dedupe,) in await database.rows(_COMPLETIONS))
    return {
        "sessions": {
            id: (group, names[learner], *rest, sorted(history[id]), parts[id], said, ends[str(id)])
            for id, *rest, said, group, learner in found
        },
        "packages": await _packages(connection),
        "groups": await run.groups(),
        "sooner": await run.sooner(),
        "held": await run.held(),
    }


async def _history(connection: UUID) -> dict[UUID, list[tuple[datetime, str]]]:
    sql = (
        "SELECT session, happened_at, kind FROM events"
        " WHERE connection = {} AND session IS NOT NULL"
    )
    history = defaultdict(list)
    for session, at, kind in await database.rows(sql, connection):
        history[session].append((at, kind))
    return history


async def _parts(connection: UUID) -> dict[UUID, dict[UUID | None, list[int]]]:
    sql = (
        "SELECT e.session, e.package, p.kind, sum(e.held), sum(e.spent), sum(e.lapsed)"
        " FROM entries e JOIN packages p ON p.id = e.package"
        " WHERE e.connection = {} AND e.session IS NOT NULL GROUP BY e.session, e.package, p.kind"
    )
    parts: dict[UUID, dict[UUID | None, list[int]]] = defaultdict(dict)
    for session, source, kind, *counts in await database.rows(sql, connection):
        if any(counts):
            parts[session][None if kind == "overdraft" else source] = [*map(int, counts)]
    return parts


async def _packages(connection: UUID) -> dict[UUID | None, dict[str, int]]:
    """The counts of each package; on the way, that they are the sums of its entries."""
    totals = ", ".join(f"{name}_count" for name in COUNTS)
    sums = ", ".join(f"sum({name})" for name in COUNTS)
    sql = f"SELECT package, {sums} FROM entries WHERE connection = {{}} GROUP BY package"
    none: dict[str, int] = dict.fromkeys(COUNTS, 0)
    by_entries = {
        source: dict(zip(COUNTS, map(int, row), strict=True))
        for source, *row in await database.rows(sql, connection)
    }
    packages: dict[UUID | None, dict[str, int]] = {None: none}
    sql = f"SELECT id, kind, {totals} FROM packages WHERE connection = {{}}"
    for id, kind, *row in await database.rows(sql, connection):
        kept = dict(zip(COUNTS, row, strict=True))
        assert kept == by_entries.get(id, none)
        assert kept["granted"] == sum(kept[name] for name in COUNTS[1:])
        packages[None if kind == "overdraft" else id] = kept
    return packages
