"""The part of the model in which both sides ask, to and fro. Shape: as model.py."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from tests.domain.credits.moves_model import Moves
from tests.domain.credits.shared_model import HOUR, OK

ANSWERED = timedelta(hours=24)
"""How long the educator takes requests to answer."""
CHOOSING = timedelta(minutes=5)
"""How long a slot is kept for the family that is choosing it."""
Hours = tuple[int, ...]
"""One time or several of which one is picked, each so many hours from now."""


class Asking(Moves):
    """What is proposed, requested, and replied with other times."""

    def propose(self, key: UUID, hours: Hours, credits: int) -> str:
        if refused := self._cannot_offer(hours):
            return refused
        return self._offer(key, hours, credits)

    def put_in(self, key: UUID, hours: int, count: int, credits: int) -> str:
        """A series, day by day."""
        starts = [self._start(hours) + number * timedelta(days=1) for number in range(count)]
        if any(self._is_taken(at) for at in starts):
            return "DateTaken"
        keys = {uuid5(key, self._day(at).isoformat()): at for at in starts}
        for each in self._ask(keys, credits, "series", series=key):
            self._note(each, "proposed")
        return OK

    def choose(self, hours: float, who: str) -> str:
        """One slot for a family; another family sees it not, until it is over or let go."""
        starts = self._slot(hours)
        if self._is_taken(starts) or self._is_claimed(starts, own=who):
            return "SlotGone"
        self.held[who] = (starts, self.now + CHOOSING)
        return OK

    def request(self, key: UUID, hours: int, credits: int, learner: str) -> str:
        starts = self._slot(hours)
        if self._is_taken(starts) or self._is_claimed(starts, own="nadia"):
            return "SlotGone"
        self.held.pop("nadia", None)
        until = self.now + ANSWERED
        (made,) = self._ask({key: starts}, credits, "request", "educator", until, learner=learner)
        made["asking"]["claims"] = True
        return self._note(made, "requested")

    def _slot(self, hours: float) -> datetime:
        """The start that is offered then, or right before."""
        starts = self._start(hours)
        return starts - timedelta(minutes=starts.minute % 30)

    def counter(self, key: UUID, hours: Hours) -> str:
        """ "Passt nicht" with times that would suit."""
        session = self.sessions[key]
        if session["asking"]["by"] == "educator":
            return "Forbidden"
        if waits := self._waits(session):
            return waits
        if session["series"]:
            return "Invalid times"
        if self._is_busy(session, hours):
            return "Invalid starts_at"
        self._turn_down(session, "nadia")
        return self._wish(session, hours, session["from"], None, "countered")

    def reply(self, key: UUID, new: UUID, hours: Hours, credits: int) -> str:
        """Other times by the educator instead of what the family asked for."""
        session = self.sessions[key]
        if refused := self._cannot_offer(hours):
            return refused
        if session["asking"]["by"] == "family":
            return "Forbidden"
        if waits := self._waits(session):
            return waits
        self._turn_down(session, "jonas")
        more = {"learner": session["learner"], "from": session["from"]}
        return self._offer(new, hours, credits, **more)

    def ask_to_move(self, key: UUID, hours: Hours) -> str:
        """Gives a session up for other times, or for one wished for in words."""
        session = self.sessions[key]
        if session["state"] != "confirmed" or session["starts"] <= self.now:
            return f"Stale {session['state']}"
        if self.now > session["starts"] - timedelta(hours=session["notice"]):
            return "TooLateToMove"
        if self._is_busy(session, hours):
            return "Invalid starts_at"
        self._end_moves(key)
        if hours:
            self._wish(session, hours, key, session["series"], "wished")
        session["wish"] = "" if hours else "open"
        return self._cancel(session, "rescheduled", frees=True)

    def decline_wish(self, key: UUID) -> str:
        session = self.sessions[key]
        if not session["wish"]:
            return self._waits(session) or "Stale pending"
        session["wish"] = ""
        return self._note(session, "wish_declined")

    def _cannot_offer(self, hours: Hours) -> str:
        return (
            "Invalid starts_at" if any(self._is_taken(self._start(each)) for each in hours) else ""
        )

    def _offer(self, key: UUID, hours: Hours, credits: int, **more: Any) -> str:
        starts = sorted(self._start(each) for each in hours)
        is_one = len(hours) == 1
        keys = {key if is_one else uuid5(key, at.isoformat()): at for at in starts}
        for each in self._ask(keys, credits, "one" if is_one else "alternatives", **more):
            self._note(each, "proposed")
        return OK

    def _wish(
        self, like: dict[str, Any], hours: Hours, old: UUID | None, series: Any, kind: str
    ) -> str:
        starts = self._unnamed([self._start(each) for each in hours])
        asked = self._ask(
            starts, like["credits"], "alternatives" if len(hours) > 1 else "one", "educator",
            min(max(starts.values()), self.now + ANSWERED),
            learner=like["learner"], series=series,
        )  # fmt: skip
        for each in asked:
            each["from"] = old
            self._note(each, kind)
        return OK

    def _turn_down(self, session: dict[str, Any], who: str) -> None:
        session["asking"]["answered"] = (who, self.now)
        for each in self._pending(session["asking"]):
            self._cancel(each, "turned_down", state="declined", frees=who != "jonas")

    def _is_busy(self, like: dict[str, Any], hours: Hours) -> bool:
        """Whether the child is elsewhere then, but for what these times would stand for."""
        known = self.sessions.items()
        but = {like["from"], *(key for key, each in known if each is like)}
        return any(
            each["state"] == "confirmed" and each["learner"] == like["learner"]
            and key not in but and _meets(each, self._start(number))
            for number in hours for key, each in known
        )  # fmt: skip


def _meets(session: dict[str, Any], starts: datetime) -> bool:
    return bool(session["starts"] < starts + HOUR and starts < session["ends"])
