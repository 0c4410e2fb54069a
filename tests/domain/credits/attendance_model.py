"""The part of the model in which sessions are held or missed, and what lapsed comes back.

Shape: as model.py.
"""

from datetime import timedelta
from uuid import UUID

from tests.domain.credits.shared_model import OK, Shared

QUARTER, WEEK, TWO_DAYS = timedelta(minutes=15), timedelta(days=7), timedelta(hours=48)


class Attendance(Shared):
    """Who was there, and what either side says of it."""

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
        if session["objected"] and session["objected"] >= session["missed"]:
            return "AlreadyObjected"
        if self.now > session["missed"] + TWO_DAYS:
            return "ObjectionOver"
        session.update(objection="open", objected=self.now)
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

    def waive(self, key: UUID) -> str:
        session = self.sessions[key]
        lapsed = sum(part["lapsed"] for part in session["parts"].values())
        if session["state"] != "cancelled" or not lapsed:
            return f"Stale {session['state']}"
        self._shift(session, "lapsed", "free")
        return self._note(session, "waived")
