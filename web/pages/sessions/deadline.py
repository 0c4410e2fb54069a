"""A deadline: until when what the reader can do with a session goes, or goes free of charge."""

from datetime import datetime
from typing import Any

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor, Child, Guardian
from domain.sessions import answer, attendance
from domain.sessions.session import Session, State
from web.pages.sessions import costs
from web.words import formats
from web.words.formats import Formats
from web.words.translations import N_, say

DUE = N_("Kostenfrei absagen ging bis %(until)s.")
FAMILY_ANSWERS = N_("Die Familie kann bis %(until)s antworten.")
CORRECTABLE_FROM = N_("Dass sie doch stattfand, kannst du ab %(when)s sagen.")
ANSWER_UNTIL = N_("Antwort möglich bis %(until)s.")
PARENT_ANSWERS = N_("Ein Elternteil kann bis %(until)s antworten.")
NONE = {"free_until_iso": "", "free_until": "", "free_left": "", "due": "", "bound": costs.Bound()}


def of(session: Session, reader: Visitor[Actor], now: datetime) -> dict[str, Any]:
    """Within zones.reading_in(). Rule: S8 S11."""
    if session.is_waiting(now):
        return {**NONE, "due": _answer(session, reader), "bound": costs.binding(session, reader)}
    early = attendance.correcting_refusal(session, by=reader.actor, now=now)
    if isinstance(early, attendance.TooEarly):
        when = Formats(reader.language).moment(early.possible_at)
        return {**NONE, "due": say(reader.language, CORRECTABLE_FROM, when=when)}
    is_open = session.state == State.CONFIRMED and session.starts_at > now
    until = session.free_until if is_open and isinstance(reader.actor, Guardian) else None
    free = _cancelling(session, until, reader.language, now) if until else {}
    return {**NONE, **free}


def _answer(session: Session, reader: Visitor[Actor]) -> str:
    if answer.may_answer(session, by=reader.actor):
        text = ANSWER_UNTIL
    else:
        text = PARENT_ANSWERS if isinstance(reader.actor, Child) else FAMILY_ANSWERS
    return say(reader.language, text, until=Formats(reader.language).moment(session.expires_at))


def _cancelling(session: Session, until: datetime, language: str, now: datetime) -> dict[str, str]:
    """Until when it is free of charge, or was."""
    said = Formats(language)
    moment = said.moment(until)
    if not session.is_free_to_cancel(now):
        return {"due": say(language, DUE, until=moment)}
    iso, left = formats.iso(until), said.until(until)
    return {"free_until_iso": iso, "free_until": moment, "free_left": left}
