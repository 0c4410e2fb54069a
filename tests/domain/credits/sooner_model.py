"""The part of the model in which families wait for an earlier time. Shape: as model.py.

A worker offers what became free; whoever waits is asked in order, with the nearest half hour.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tests.domain.credits.shared_model import HOUR, OK, TEN_SECONDS, Shared

GRID = timedelta(minutes=30)
Span = tuple[datetime, datetime]


class Sooner(Shared):
    """Who waits, and what is offered to them."""

    def wait_sooner(self, key: UUID) -> str:
        session = self.sessions[key]
        if session["group"]:
            return "Forbidden"
        if session["state"] == "pending":
            return self._waits(session) or "Stale pending"
        if session["state"] != "confirmed" or session["starts"] <= self.now:
            return f"Stale {session['state']}"
        if key not in self.waits:
            self.waits.append(key)
            self._note(session, "sooner_wanted")
        return OK

    def leave_sooner(self, key: UUID) -> str:
        if key in self.waits:
            self.waits.remove(key)
            self._note(self.sessions[key], "sooner_unwanted")
        return OK

    def let_sooner_pass(self, hours: int | None) -> str:
        """How long an earlier time is kept for one; for nobody, all who wait are asked at once."""
        self.sooner = hours
        return OK

    def offer_sooner(self) -> str:
        for due in sorted(each for each in self.left if each[0] <= self.now):
            self.left.remove(due)
            self._end_taken()
            for key in self.waits:
                if self._wants(key):
                    self._offer_to(key, due[1])
        return OK

    def _leave(self) -> None:
        """To the worker, where anybody wants what became free in an action."""
        if self.freed and any(self._is_coming(key) for key in self.waits):
            self.left.append((self.now, sorted(self.freed)))
        self.freed = []

    def _check_sooner(self) -> None:
        """What is taken is offered no more, once it cannot be given back."""
        offers = [each["asking"] for each in self.sessions.values() if each["asking"]["is_sooner"]]
        if any(not each["answered"] for each in offers):
            self.left.append((self.now + TEN_SECONDS, []))

    def _end_taken(self) -> None:
        for each in self.sessions.values():
            asking = each["asking"]
            is_open = asking["is_sooner"] and not asking["answered"] and each["state"] == "pending"
            if is_open and self._is_taken(each["starts"], [self.sessions[each["from"]]]):
                asking["answered"] = (None, self.now)
                self._cancel(each, "sooner_taken")

    def _is_coming(self, key: UUID) -> bool:
        session = self.sessions[key]
        return bool(session["state"] == "confirmed" and session["starts"] > self.now)

    def _wants(self, key: UUID) -> bool:
        known = self.sessions.values()
        is_asked = any(each["from"] == key and each["state"] == "pending" for each in known)
        return self._is_coming(key) and not is_asked

    def _offer_to(self, key: UUID, freed: list[Span]) -> None:
        waiting = self.sessions[key]
        freed = [span for span in freed if span[0] not in self._passed(key)]
        starts = next((at for span in freed if (at := self._nearest(key, waiting, span))), None)
        if starts is None:
            return
        until = min(starts, self.now + timedelta(hours=self.sooner)) if self.sooner else starts
        if until - self.now < HOUR:
            return
        (made,) = self._ask(
            self._unnamed([starts]), waiting["credits"], "move", expires=until,
            learner=waiting["learner"], series=waiting["series"],
        )  # fmt: skip
        made["from"] = key
        made["asking"].update(is_sooner=True, claims=self.sooner is not None)
        self._note(made, "sooner_free")

    def _nearest(self, key: UUID, waiting: dict[str, Any], freed: Span) -> datetime | None:
        first = freed[0].replace(minute=freed[0].minute // 30 * 30)
        suiting = [
            at
            for at in (first + number * GRID for number in range(-2, 4))
            if at < freed[1] and freed[0] < at + HOUR and self.now < at < waiting["starts"]
            and not self._is_taken(at, [waiting]) and not self._is_claimed(at)
            and at not in self._passed(key)
        ]  # fmt: skip
        return min(suiting, key=lambda at: (abs(at - freed[0]), at), default=None)

    def _passed(self, key: UUID) -> list[datetime]:
        """What was offered before, unless somebody else took it."""
        offers = [
            each
            for each in self.sessions.values()
            if each["from"] == key and each["asking"]["is_sooner"] and each["asking"]["answered"]
        ]
        return [
            each["starts"]
            for each in offers
            for who, at in [each["asking"]["answered"]]
            if who or at >= each["asking"]["expires"]
        ]
