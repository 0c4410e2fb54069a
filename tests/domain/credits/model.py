"""The rules of sessions and credits once more, written from product.md in dicts and ifs.

Nothing here comes from the code that it is compared with, but the names of what happened.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

OK = "ok"
COUNTS = ("granted", "free", "held", "spent", "lapsed", "expired")
QUARTER, WEEK, TWO_DAYS = timedelta(minutes=15), timedelta(days=7), timedelta(hours=48)
TEN_SECONDS = timedelta(seconds=10)
FOREVER = date(9999, 12, 31)


def counts(**known: int) -> dict[str, int]:
    return {name: known.get(name, 0) for name in COUNTS}


@dataclass
class Model:
    """One educator and one family. Every method is an action; it returns what came of it."""

    now: datetime
    notice: int = 24
    overdraft: int = 0
    sessions: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    packages: dict[UUID | None, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # The overdraft has no key: it is one for each connection.
        self.packages[None] = {"ends": FOREVER, "made": self.now, "counts": counts()}

    # -- sessions

    def propose(self, key: UUID, hours: int, credits: int) -> str:
        starts = self.now + timedelta(hours=hours)
        session = {
            "state": "pending", "starts": starts, "ends": starts + timedelta(hours=1),
            "credits": credits, "notice": None, "parts": {}, "history": [], "missed": None,
            "objection": "", "confirmed": None, "completion": False,
        }  # fmt: skip
        if self._is_taken(session):
            return "Invalid starts_at"
        self.sessions[key] = session
        return self._note(session, "proposed")

    def confirm(self, key: UUID, who: str) -> str:
        session = self.sessions[key]
        if waits := self._waits(session):
            return waits
        if self._is_taken(session):
            return "SlotTaken"
        day, rest, parts = self._day(session["starts"]), session["credits"], {}
        for source in self._ordered():
            package = self.packages[source]
            room = package["counts"]["free"] + (self.overdraft if source is None else 0)
            if package["ends"] >= day and (count := min(room, rest)) > 0:
                parts[source] = {"held": count, "spent": 0, "lapsed": 0}
                rest -= count
        if rest:
            return f"NotEnoughCredits {rest}"
        for source, part in parts.items():
            self._move(source, "free", "held", part["held"])
        session.update(state="confirmed", notice=self.notice, parts=parts, completion=True)
        session["confirmed"] = (who, self.now)
        return self._note(session, "confirmed")

    def undo(self, key: UUID, who: str) -> str:
        session = self.sessions[key]
        if session["state"] != "confirmed":
            return self._waits(session) or "Stale pending"
        confirmed_by, confirmed_at = session["confirmed"]
        if confirmed_by != who or self.now >= confirmed_at + TEN_SECONDS:
            return "UndoOver"
        self._shift(session, "held", "free")
        session.update(state="pending", notice=None, completion=False)
        return self._note(session, "unconfirmed")

    def decline(self, key: UUID) -> str:
        session = self.sessions[key]
        if waits := self._waits(session):
            return waits
        session["state"] = "declined"
        return self._note(session, "declined")

    def cancel_by_family(self, key: UUID, agreed: str | None) -> str:
        session = self.sessions[key]
        if session["state"] != "confirmed" or session["ends"] <= self.now:
            return f"Stale {session['state']}"
        is_free = self.now <= session["starts"] - timedelta(hours=session["notice"])
        if agreed != ("free" if is_free else "lapses") and (agreed or not is_free):
            return "TermsChanged"
        self._shift(session, "held", "free" if is_free else "lapsed")
        session.update(state="cancelled", completion=False)
        return self._note(session, "cancelled")

    def cancel_by_educator(self, key: UUID) -> str:
        session = self.sessions[key]
        if session["state"] == "pending":
            if waits := self._waits(session):
                return waits
            session["state"] = "cancelled"
            return self._note(session, "withdrawn")
        if session["state"] != "confirmed" or session["ends"] <= self.now:
            return f"Stale {session['state']}"
        self._shift(session, "held", "free")
        session.update(state="cancelled", completion=False)
        return self._note(session, "cancelled")

    def miss(self, key: UUID) -> str:
        session = self.sessions[key]
        if session["state"] == "confirmed" and self.now < session["starts"] + QUARTER:
            return "TooEarly"
        if session["state"] == "completed" and self.now > session["ends"] + WEEK:
            return "TooLate"
        if session["state"] not in ("confirmed", "completed"):
            return f"Stale {session['state']}"
        if session["state"] == "confirmed":
            session["completion"] = False
        self._shift(session, "held", "lapsed")
        self._shift(session, "spent", "lapsed")
        session.update(state="missed", missed=self.now)
        return self._note(session, "missed")

    def correct(self, key: UUID) -> str:
        session = self.sessions[key]
        if session["state"] != "missed":
            return f"Stale {session['state']}"
        if self.now < session["ends"]:
            return "TooEarly"
        if self.now > session["ends"] + WEEK:
            return "TooLate"
        self._shift(session, "lapsed", "spent")
        session["state"] = "completed"
        session["objection"] = session["objection"] and "answered"
        return self._note(session, "corrected")

    def object(self, key: UUID) -> str:
        session = self.sessions[key]
        if session["state"] != "missed":
            return f"Stale {session['state']}"
        if session["objection"]:
            return "AlreadyObjected"
        if self.now > session["missed"] + TWO_DAYS:
            return "ObjectionOver"
        session["objection"] = "open"
        return self._note(session, "objected")

    def uphold(self, key: UUID) -> str:
        session = self.sessions[key]
        if session["state"] != "missed" or session["objection"] != "open":
            return f"Stale {session['state']}"
        session["objection"] = "answered"
        return self._note(session, "upheld")

    def complete(self, key: UUID) -> str:
        session = self.sessions[key]
        if session["state"] == "confirmed" and self.now >= session["ends"] + QUARTER:
            self._shift(session, "held", "spent")
            session["state"] = "completed"
            self._note(session, "completed")
        return OK

    def expire(self, key: UUID) -> str:
        session = self.sessions[key]
        if session["state"] == "pending" and self.now >= session["starts"]:
            session["state"] = "cancelled"
            self._note(session, "expired")
        return OK

    # -- credits

    def grant(self, key: UUID, count: int, days: int | None) -> str:
        if key in self.packages:
            return OK
        ends = FOREVER if days is None else self._day(self.now) + timedelta(days=days)
        pot = self.packages[None]["counts"]
        owed = min(count, max(0, -pot["free"]))
        made = counts(granted=count - owed, free=count - owed)
        self.packages[key] = {"ends": ends, "made": self.now, "counts": made}
        pot["granted"] += owed
        pot["free"] += owed
        return OK

    def take_back(self, count: int) -> str:
        taken, rest = {}, count
        for source in reversed(self._ordered()):
            taken[source] = max(0, min(rest, self.packages[source]["counts"]["free"]))
            rest -= taken[source]
        if rest:
            return f"NotEnoughCredits {rest}"
        for source, part in taken.items():
            self.packages[source]["counts"]["granted"] -= part
            self.packages[source]["counts"]["free"] -= part
        return OK

    def allow_overdraft(self, count: int) -> str:
        if self.packages[None]["counts"]["free"] < -count:
            return "Invalid overdraft_count"
        self.overdraft = count
        return OK

    def expire_packages(self) -> str:
        for source, package in self.packages.items():
            if package["ends"] < self._day(self.now):
                self._move(source, "free", "expired", package["counts"]["free"])
        return OK

    def set_notice(self, hours: int) -> str:
        self.notice = hours
        return OK

    # -- what they share

    def _waits(self, session: dict[str, Any]) -> str:
        if session["state"] != "pending":
            return f"Stale {session['state']}"
        return "Stale cancelled" if session["starts"] <= self.now else ""

    def _is_taken(self, wanted: dict[str, Any]) -> bool:
        return any(
            other is not wanted
            and other["state"] == "confirmed"
            and other["starts"] < wanted["ends"]
            and wanted["starts"] < other["ends"]
            for other in self.sessions.values()
        )

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
        return OK

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(UTC).astimezone(ZoneInfo("Europe/Berlin")).date()
