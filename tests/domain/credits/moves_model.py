"""The part of the model in which the educator moves sessions, and changes times to choose from.

Shape: as model.py.
"""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from tests.domain.credits.shared_model import HOUR, OK, Shared

Dates = dict[UUID, dict[str, Any]]


class Moves(Shared):
    """What is moved, and what waits to take its place."""

    def move(self, key: UUID, new: UUID, hours: int, gives_up: bool, scope: str) -> str:
        if refused := self._cannot_move(self.sessions[key]):
            return refused
        before = self.sessions[key]["from"]
        if self.sessions[key]["state"] == "pending" and self._stands(before):
            key = before
        old, dates = self.sessions[key], self._dates(key, scope)
        later = self._start(hours) - old["starts"]
        starts = {each: kept["starts"] + later for each, kept in dates.items()}
        if min(starts.values()) <= self.now:
            return "Invalid starts_on"
        if any(self._is_taken(at, [*dates.values()]) for at in starts.values()):
            return "Invalid starts_at"
        if not old["wish"] and not later:
            return "Invalid starts_at"
        if old["state"] == "confirmed" and not gives_up and old["starts"] <= self.now:
            return "Invalid old"
        for each in dates:
            self._end_moves(each)
        stands = old["state"] == "confirmed" and not gives_up
        expires = min(kept["starts"] for kept in dates.values()) if stands else None
        self._leave_old(old, list(dates.values()), gives_up)
        made = self._ask(
            {new if each == key else uuid5(new, str(each)): at for each, at in starts.items()},
            old["credits"], "move", expires=expires, learner=old["learner"], series=old["series"],
        )  # fmt: skip
        for each, moved in zip(dates, made, strict=True):
            moved["from"] = each
            self._note(moved, "moved")
        return OK

    def exchange(self, key: UUID, new: UUID, hours: int | None) -> str:
        """Another time, or none, in place of one of several to choose from."""
        session, asking = self.sessions[key], self.sessions[key]["asking"]
        if (asking["kind"], asking["by"]) != ("alternatives", "family") or self._waits(session):
            return self._waits(session) or "Stale pending"
        there = [each for each in self._pending(asking) if each["starts"] > self.now]
        if hours is None and len(there) == 1:
            return "Invalid times"
        if hours is not None:
            starts = self._start(hours)
            if self._is_taken(starts) or starts in [each["starts"] for each in there]:
                return "Invalid starts_at"
            self.sessions[new] = _again(session, starts)
            there.append(self.sessions[new])
        self._cancel(session, "dropped")
        left = [each for each in there if each is not session]
        until = max(each["starts"] for each in left)
        asking["expires"] = until if hours is not None else min(asking["expires"], until)
        for each in left:
            self._note(each, "narrowed" if hours is None else "exchanged")
        return OK

    def _cannot_move(self, session: dict[str, Any]) -> str:
        asking = session["asking"]
        if session["state"] != "pending":
            stands = session["state"] == "confirmed" and session["ends"] > self.now
            return "" if stands or session["wish"] else f"Stale {session['state']}"
        is_one = asking["kind"] == "one" or (asking["kind"] == "move" and not session["series"])
        is_theirs = is_one and asking["by"] == "family"
        return self._waits(session) or ("" if is_theirs else "Stale pending")

    def _leave_old(self, old: dict[str, Any], dates: list[dict[str, Any]], gives_up: bool) -> None:
        if old["wish"]:
            old["wish"] = ""
        elif old["state"] == "pending":
            old["asking"]["answered"] = ("jonas", self.now)
            self._cancel(old, "replaced")
        elif gives_up:
            for each in dates:
                self._cancel(each, "given_up")

    def _stands(self, key: UUID | None) -> bool:
        return key in self.sessions and self.sessions[key]["state"] == "confirmed"

    def _dates(self, key: UUID, scope: str) -> Dates:
        """It with what else of its series is to come, or only that after it; else it alone."""
        session = self.sessions[key]
        coming = {
            each: other
            for each, other in sorted(self.sessions.items(), key=lambda kept: kept[1]["starts"])
            if each == key or self._comes_of(other, session["series"])
        }
        after = {k: other for k, other in coming.items() if other["starts"] >= session["starts"]}
        if scope == "coming" and session["state"] == "confirmed":
            return coming
        is_part = scope == "following" and session["state"] == "confirmed" and after != coming
        return after if is_part else {key: session}

    def _comes_of(self, other: dict[str, Any], series: UUID | None) -> bool:
        is_of_it = series is not None and other["series"] == series
        return is_of_it and other["state"] == "confirmed" and other["starts"] > self.now

    def _moves(self, key: UUID) -> list[dict[str, Any]]:
        """What waits to take its place."""
        known = self.sessions.values()
        waiting = [each for each in known if each["from"] == key and each["state"] == "pending"]
        return [
            each
            for each in waiting
            if not each["asking"]["answered"] and each["asking"]["expires"] > self.now
        ]

    def _end_moves(self, key: UUID) -> None:
        for asking in [each["asking"] for each in self._moves(key)]:
            for each in self._pending(asking):
                asking["answered"] = asking["answered"] or ("replaced", self.now)
                self._cancel(each, "replaced", frees=True)


def _again(session: dict[str, Any], starts: datetime) -> dict[str, Any]:
    """As dear, with the same child, asked in the same piece."""
    return {**session, "starts": starts, "ends": starts + HOUR, "parts": {}, "history": []}
