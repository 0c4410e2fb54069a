"""What the model keeps, and what its actions share. Shape: as model.py."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

OK = "ok"
COUNTS = ("granted", "free", "held", "spent", "lapsed", "expired")
FOREVER = date(9999, 12, 31)
HOUR, TEN_SECONDS = timedelta(hours=1), timedelta(seconds=10)
FREEING = {
    "declined", "turned_down", "withdrawn", "expired", "replaced", "given_up", "cancelled",
    "rescheduled", "unconfirmed",
}  # fmt: skip
"""What may leave a place of a group to who waits for one."""


def counts(**known: int) -> dict[str, int]:
    return {name: known.get(name, 0) for name in COUNTS}


@dataclass
class Shared:
    """One educator and one family.

    Shape: sessions asked in one piece share what is under "asking"; freed is what became free in
    an action, left what lies there for a worker to offer, since when; waits who wants it; held by
    family, named by who chooses, is the slot that is kept meanwhile, and until when.
    """

    now: datetime
    notice: int = 24
    overdraft: int = 0
    sooner: int | None = 12
    sessions: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    packages: dict[UUID | None, dict[str, Any]] = field(default_factory=dict)
    groups: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    waits: list[UUID] = field(default_factory=list)
    freed: list[tuple[datetime, datetime]] = field(default_factory=list)
    left: list[tuple[datetime, list[tuple[datetime, datetime]]]] = field(default_factory=list)
    held: dict[str, tuple[datetime, datetime]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # The overdraft has no key: it is one for each connection.
        self.packages[None] = {"ends": FOREVER, "made": self.now, "counts": counts()}

    # -- what is asked

    def _ask(
        self, starts: dict[UUID, datetime], credits: int, kind: str = "one", by: str = "family",
        expires: datetime | None = None, **more: Any,
    ) -> list[dict[str, Any]]:  # fmt: skip
        """Sessions that wait; by is whose answer they wait for."""
        until = max(starts.values()) if kind == "alternatives" else min(starts.values())
        asking = {
            "kind": kind, "by": by, "expires": min(until, expires or until), "answered": None,
            "claims": False, "is_sooner": False,
        }  # fmt: skip
        for key, at in starts.items():
            self.sessions[key] = {
                "state": "pending", "starts": at, "ends": at + HOUR, "credits": credits,
                "notice": None, "parts": {}, "history": [], "missed": None, "objection": "",
                "completion": False, "from": None, "group": None, "learner": "mila",
                "is_kept": False, "objected": None, "series": None, "wish": "", "asking": asking,
                **more,
            }  # fmt: skip
        return [self.sessions[key] for key in starts]

    def _start(self, hours: float) -> datetime:
        """So many hours from now, in whole minutes as people type."""
        return (self.now + timedelta(hours=hours)).replace(second=0, microsecond=0)

    def _unnamed(self, starts: list[datetime]) -> dict[UUID, datetime]:
        """Under keys that nobody chose, and so nobody knows yet."""
        return {uuid4(): at for at in sorted(starts)}

    def _waits(self, session: dict[str, Any]) -> str:
        """Why it cannot be answered, if so."""
        asking = session["asking"]
        if session["state"] != "pending":
            return f"Stale {session['state']}"
        if asking["answered"] and asking["answered"][0] and asking["kind"] != "alternatives":
            return "Stale declined"
        is_over = asking["answered"] or min(session["starts"], asking["expires"]) <= self.now
        return "Stale cancelled" if is_over else ""

    def _pending(self, asking: dict[str, Any]) -> list[dict[str, Any]]:
        known = self.sessions.values()
        return [each for each in known if each["asking"] is asking and each["state"] == "pending"]

    def _cancel(
        self, session: dict[str, Any], kind: str, to: str = "free", state: str = "cancelled",
        *, frees: bool = False,
    ) -> str:  # fmt: skip
        """Ends it; frees says that others may have its time, if it had one and it is to come."""
        had = session["state"] == "confirmed" or session["asking"]["kind"] == "request"
        if frees and (had or session["asking"]["is_sooner"]) and not session["group"]:
            self.freed += [(session["starts"], session["ends"])] * (session["ends"] > self.now)
        self._shift(session, "held", to)
        session.update(state=state, completion=False)
        return self._note(session, kind)

    # -- whose time it is

    def _is_taken(self, starts: datetime, but: list[Any] | None = None, group: Any = None) -> bool:
        """By what is confirmed alone, or by a group, which keeps its time until it is off."""
        standing = [each for each in self.sessions.values() if each["state"] == "confirmed"]
        alone = [each for each in standing if not each["group"]]
        groups = [each for key, each in self.groups.items() if key != group and not each["is_off"]]
        return _overlaps(starts, [*alone, *groups], but)

    def _is_claimed(self, starts: datetime, but: list[Any] | None = None, own: str = "") -> bool:
        """By a request that waits, by an earlier time that is kept for somebody, or by another
        family that is choosing it.
        """
        kept = [
            each
            for each in self.sessions.values()
            if each["state"] == "pending"
            and each["asking"]["claims"]
            and each["asking"]["expires"] > self.now
        ]
        held = [
            {"starts": at, "ends": at + HOUR}
            for who, (at, _) in self._still_held().items()
            if who != own
        ]
        return _overlaps(starts, [*kept, *held], but)

    def _still_held(self) -> dict[str, tuple[datetime, datetime]]:
        return {who: kept for who, kept in self.held.items() if kept[1] > self.now}

    # -- credits

    def _ordered(self) -> list[UUID | None]:
        def key(source: UUID | None) -> tuple[bool, date, datetime, str]:
            package = self.packages[source]
            return (source is None, package["ends"], package["made"], str(source))

        return sorted(self.packages, key=key)

    def _move(self, source: UUID | None, origin: str, to: str, count: int) -> None:
        kept = self.packages[source]["counts"]
        kept[origin] -= count
        kept[to] += count

    def _shift(self, session: dict[str, Any], origin: str, to: str) -> None:
        for source, part in session["parts"].items():
            count, part[origin] = part[origin], 0
            self._move(source, origin, to, count)
            if to != "free":
                part[to] += count

    def _note(self, session: dict[str, Any], kind: str) -> str:
        session["history"].append((self.now, f"session.{kind}"))
        if session["group"] and kind in FREEING:
            self.groups[session["group"]]["tries"] += 1
        return OK

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(UTC).astimezone(ZoneInfo("Europe/Berlin")).date()


def _overlaps(starts: datetime, others: list[dict[str, Any]], but: list[Any] | None) -> bool:
    return any(
        other["starts"] < starts + HOUR and starts < other["ends"]
        for other in others
        if not any(other is each for each in but or [])
    )
