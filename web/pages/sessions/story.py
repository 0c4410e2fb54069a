"""What the state of a session means to whoever reads: a sentence, and until when something goes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor, Child, Guardian, Staff
from domain.sessions import answerable, attendance, attendance_correction
from domain.sessions.completion import COMPLETED_AFTER
from domain.sessions.objection_standing import Standing
from domain.sessions.session import Session, State
from domain.sessions.thread import Happened
from web.pages.sessions import costs, ending
from web.pages.sessions.words import FAMILY
from web.words import formats
from web.words.formats import Formats
from web.words.translations import N_, say

ANSWER_UNTIL = N_("Antwort möglich bis %(until)s.")
EDUCATOR_ANSWERS = N_("%(name)s kann bis %(until)s antworten.")
FAMILY_ANSWERS = N_("%(family)s kann bis %(until)s antworten.")
PARENT_ANSWERS = N_("Ein Elternteil kann bis %(until)s antworten.")
FREE_UNTIL = N_("Kostenfrei absagen bis %(until)s.")
FREE_WAS_UNTIL = N_("Kostenfrei absagen ging bis %(until)s.")
FAMILY_FREE_UNTIL = N_("%(family)s kann bis %(until)s kostenfrei absagen.")
FAMILY_FREE_WAS_UNTIL = N_("%(family)s konnte bis %(until)s kostenfrei absagen.")
RUNS_UNTIL = N_("Sie läuft bis %(time)s.")
ENDS_AS = N_("Ab %(time)s gilt sie als abgeschlossen.")
OBJECT_UNTIL = N_("Widersprechen könnt ihr bis %(until)s.")
FAMILY_OBJECTS_UNTIL = N_("%(family)s kann bis %(until)s widersprechen.")
CORRECTABLE_FROM = N_("Dass sie doch stattfand, kannst du ab %(when)s sagen.")


def of(
    session: Session,
    reader: Visitor[Actor],
    past: Sequence[Happened],
    made: Standing | None,
    now: datetime,
) -> dict[str, Any]:
    """Shape: due, a sentence or ""; left_iso and left, what is still free, or ""; bound.

    Rule: S1 S8 S11. Within zones.reading_in().
    """
    teller = _Teller(session, reader, now)
    is_free = isinstance(reader.actor, Guardian) and _is_free(session, now)
    until = session.free_until if is_free else None
    return {
        "due": teller.due(past, made),
        "left_iso": formats.iso(until) if until else "",
        "left": Formats(reader.language).until(until) if until else "",
        "bound": costs.binding(session, reader) if session.is_waiting(now) else costs.Bound(),
    }


def _is_free(session: Session, now: datetime) -> bool:
    return session.state == State.CONFIRMED and session.is_free_to_cancel(now)


class _Teller:
    """Tells one session to one reader at one moment."""

    def __init__(self, session: Session, reader: Visitor[Actor], now: datetime) -> None:
        self.session, self.reader, self.now = session, reader, now
        self.said = Formats(reader.language)
        self.is_staff = isinstance(reader.actor, Staff)
        self.is_child = isinstance(reader.actor, Child)
        self.family = say(reader.language, FAMILY, name=session.family_name)

    def due(self, past: Sequence[Happened], made: Standing | None) -> str:
        match self.session.state:
            case State.PENDING:
                return self._answer() if self.session.is_waiting(self.now) else ""
            case State.CONFIRMED:
                return self._standing()
            case State.MISSED:
                return self._missed(made)
            case State.DECLINED | State.CANCELLED:
                return ending.told(self.session, past, self.reader.language)
        return ""

    def _answer(self) -> str:
        until = self.session.expires_at
        if answerable.may_answer(self.session, by=self.reader.actor):
            return self._say(ANSWER_UNTIL, until)
        if self.session.is_request:
            return self._say(EDUCATOR_ANSWERS, until)
        return self._say(PARENT_ANSWERS if self.is_child else FAMILY_ANSWERS, until)

    def _standing(self) -> str:
        session, language = self.session, self.reader.language
        if session.ends_at <= self.now:
            done = formats.clock(session.ends_at + COMPLETED_AFTER)
            return say(language, ENDS_AS, time=done)
        if session.starts_at <= self.now:
            return say(language, RUNS_UNTIL, time=formats.clock(session.ends_at))
        if self.is_child or session.free_until is None:
            return ""
        free, was = (
            (FAMILY_FREE_UNTIL, FAMILY_FREE_WAS_UNTIL)
            if self.is_staff
            else (FREE_UNTIL, FREE_WAS_UNTIL)
        )
        return self._say(free if _is_free(session, self.now) else was, session.free_until)

    def _missed(self, made: Standing | None) -> str:
        early = attendance_correction.refusal(self.session, by=self.reader.actor, now=self.now)
        if isinstance(early, attendance.TooEarly):
            when = self.said.moment(early.possible_at)
            return say(self.reader.language, CORRECTABLE_FROM, when=when)
        if self.is_child or made is None or made.made_at or self.now > made.possible_until:
            return ""
        text = FAMILY_OBJECTS_UNTIL if self.is_staff else OBJECT_UNTIL
        return self._say(text, made.possible_until)

    def _say(self, text: str, until: datetime) -> str:
        moment = self.said.moment(until)
        names = {"family": self.family, "name": self.session.educator_name}
        return say(self.reader.language, text, until=moment, **names)
