"""The rules of sessions and credits once more, written from product.md in dicts and ifs.

Nothing here comes from the code that it is compared with, but the names of what happened.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.domain.credits.asking_model import Asking
from tests.domain.credits.attendance_model import Attendance
from tests.domain.credits.credits_model import Credits
from tests.domain.credits.groups_model import Groups
from tests.domain.credits.shared_model import OK, TEN_SECONDS
from tests.domain.credits.sooner_model import Sooner


class Model(Asking, Groups, Sooner, Attendance, Credits):
    """One educator and one family. Every method is an action; it returns what came of it.

    Shape: what it left of a refusal is not used, for what is refused leaves nothing.
    """

    def act(self, name: str, *given: Any) -> str:
        came: str = getattr(self, name)(*given)
        self._leave()
        return came

    # -- the answer to what was asked

    def confirm(self, key: UUID, who: str, count: int = 1) -> str:
        session = self.sessions[key]
        if refused := self._cannot_answer(session, who):
            return refused
        if session["group"] and not self._free_count(session["group"], but=session):
            return "GroupFull"
        if session["asking"]["is_sooner"] and self._is_claimed(session["starts"], [session]):
            return "SlotTaken"
        session["asking"]["answered"] = (who, self.now)
        picked = self._picked(session, count)
        for each in picked:
            if self._stands(each["from"]):
                is_sooner = each["asking"]["is_sooner"]
                self._cancel(self.sessions[each["from"]], "replaced", frees=is_sooner)
        return self._confirm(picked)

    def join(self, key: UUID, new: UUID, learner: str, who: str) -> str:
        if not self._is_to_come(key):
            return "Stale cancelled"
        for id, each in self.sessions.items():
            if (each["group"], each["learner"]) == (key, learner):
                if each["state"] == "pending":
                    return self.confirm(id, who)
                if each["state"] == "confirmed":
                    return OK
        if not self._free_count(key):
            return "GroupFull"
        made = self._asked(key, learner, new)
        made["asking"]["answered"] = (who, self.now)
        return self._confirm([made], "joined")

    def undo(self, key: UUID, who: str) -> str:
        session, asking = self.sessions[key], self.sessions[key]["asking"]
        if (asking["by"] == "educator") != (who == "jonas"):
            return "Forbidden"
        if session["state"] != "confirmed":
            return self._waits(session) or "Stale pending"
        if asking["answered"][0] != who or self.now >= asking["answered"][1] + TEN_SECONDS:
            return "UndoOver"
        if session["from"] or self._moves(key):
            return "UndoOver"
        asking["answered"] = None
        for each in self.sessions.values():
            if each["asking"] is asking and each["state"] == "confirmed":
                self._shift(each, "held", "free")
                each.update(state="pending", notice=None, completion=False)
                self._note(each, "unconfirmed")
        return OK

    def decline(self, key: UUID, who: str) -> str:
        session, asking = self.sessions[key], self.sessions[key]["asking"]
        if refused := self._cannot_answer(session, who):
            return refused
        asking["answered"] = (who, self.now)
        kind = "sooner_declined" if asking["is_sooner"] else "declined"
        for each in self._pending(asking):
            self._cancel(each, kind, state="declined", frees=who != "jonas")
        return OK

    def _cannot_answer(self, session: dict[str, Any], who: str) -> str:
        is_asked = (session["asking"]["by"] == "educator") == (who == "jonas")
        return self._waits(session) if is_asked else "Forbidden"

    def _picked(self, session: dict[str, Any], count: int) -> list[dict[str, Any]]:
        """Of a move all is meant, of a series so many dates from one on."""
        kind = session["asking"]["kind"]
        there = sorted(self._pending(session["asking"]), key=lambda each: each["starts"])
        after = [each for each in there if each["starts"] >= session["starts"]]
        return there if kind == "move" else after[: count if kind == "series" else 1]

    def _confirm(self, picked: list[dict[str, Any]], kind: str = "confirmed") -> str:
        if any(self._is_taken(each["starts"], None, each["group"]) for each in picked):
            return "SlotTaken"
        missing = sum(self._hold(each) for each in picked)
        for each in picked:
            each.update(state="confirmed", notice=self.notice, completion=True)
            self._note(each, kind)
            if each["group"] and self.groups[each["group"]]["asked"]:
                self.groups[each["group"]]["tries"] += 1
        self._check_sooner()
        return f"NotEnoughCredits {missing}" if missing else OK

    def _hold(self, session: dict[str, Any]) -> int:
        """How many are missing."""
        day, rest, parts = self._day(session["starts"]), session["credits"], {}
        for source in self._ordered():
            package = self.packages[source]
            room = package["counts"]["free"] + (self.overdraft if source is None else 0)
            if package["ends"] >= day and (count := min(room, rest)) > 0:
                parts[source] = {"held": count, "spent": 0, "lapsed": 0}
                self._move(source, "free", "held", count)
                rest -= count
        session["parts"] = parts
        return int(rest)

    # -- the end of what was asked, and of what was agreed

    def expire(self, key: UUID) -> str:
        asking = self.sessions[key]["asking"]
        if asking["answered"]:
            return OK
        is_over = asking["expires"] <= self.now
        if is_over:
            asking["answered"] = (None, self.now)
        for each in self._pending(asking):
            if is_over or each["starts"] <= self.now:
                over = "sooner_expired" if asking["is_sooner"] else "expired"
                self._cancel(each, over if is_over else "elapsed", frees=True)
        return OK

    def pass_over(self, key: UUID) -> str:
        """What was not picked, once the answer is final."""
        asking = self.sessions[key]["asking"]
        if asking["answered"] and self.now >= asking["answered"][1] + TEN_SECONDS:
            is_series = asking["kind"] != "alternatives"
            for each in self._pending(asking):
                if is_series:
                    self._cancel(each, "passed_over", state="declined")
                else:
                    self._cancel(each, "unpicked")
        return OK

    def cancel_by_family(self, key: UUID, agreed: str | None) -> str:
        session = self.sessions[key]
        if session["state"] == "pending" and session["asking"]["by"] == "educator":
            return self._withdraw(session, "nadia", agreed)
        if session["state"] != "confirmed" or session["ends"] <= self.now:
            return f"Stale {session['state']}"
        is_free = self._is_free(session)
        if agreed != ("free" if is_free else "lapses") and (agreed or not is_free):
            return "TermsChanged"
        self._end_moves(key)
        return self._cancel(session, "cancelled", "free" if is_free else "lapsed", frees=True)

    def cancel_by_educator(self, key: UUID) -> str:
        session = self.sessions[key]
        if session["state"] == "pending" and session["asking"]["by"] == "family":
            return self._withdraw(session, "jonas", None)
        if session["state"] != "confirmed" or session["ends"] <= self.now:
            return f"Stale {session['state']}"
        self._end_moves(key)
        return self._cancel(session, "cancelled")

    def cancel_dates(self, key: UUID, scope: str, who: str) -> str:
        """A part of a series, each by its own notice."""
        session, dates = self.sessions[key], self._dates(key, scope)
        if session["state"] != "confirmed" or session["ends"] <= self.now:
            if session["state"] == "pending" and (session["asking"]["by"] == "educator") == (
                who == "nadia"
            ):
                return "Stale cancelled" if self._waits(session) else "TermsChanged"
            return f"Stale {session['state']}"
        if len(dates) < 2:
            return "TermsChanged"
        for each in dates:
            self._end_moves(each)
        for kept in dates.values():
            to = "free" if who == "jonas" or self._is_free(kept) else "lapsed"
            self._cancel(kept, "cancelled", to, frees=who != "jonas")
        return OK

    def _is_free(self, session: dict[str, Any]) -> bool:
        return bool(self.now <= session["starts"] - timedelta(hours=session["notice"]))

    def _withdraw(self, session: dict[str, Any], who: str, agreed: str | None) -> str:
        if self._waits(session):
            return "Stale cancelled"
        if agreed:
            return "TermsChanged"
        session["asking"]["answered"] = (who, self.now)
        for each in self._pending(session["asking"]):
            self._cancel(each, "withdrawn", frees=who != "jonas")
        return OK

    def set_notice(self, hours: int) -> str:
        self.notice = hours
        return OK
