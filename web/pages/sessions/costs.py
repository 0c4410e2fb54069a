"""What a session costs: bound when it is confirmed, lapsed when it is missed or cancelled late."""

from datetime import datetime
from typing import NamedTuple

from domain import clock
from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from domain.sessions import answer, notice
from domain.sessions.session import Session
from web.words import formats
from web.words.formats import Formats
from web.words.translations import N_, say, words

FREE = N_("Kostenfrei absagen bis %(until)s")
BINDS = N_("Ab jetzt verbindlich: kostenfrei absagen geht nicht mehr")
BOUND = N_("Verbindlich: kostenfrei absagen geht nicht mehr")


class Bound(NamedTuple):
    """What confirming means. Shape: until_iso is when it means something else, "" for never."""

    text: str = ""
    until_iso: str = ""


def bound(until: datetime, credits: int, language: str, *, is_confirmed: bool) -> Bound:
    """What confirming means, or has just meant. Rule: S8. Within zones.reading_in()."""
    if not credits:
        return Bound()
    if not notice.is_free(until, clock.now()):
        return Bound(say(language, BOUND if is_confirmed else BINDS))
    text = say(language, FREE, until=Formats(language).moment(until))
    return Bound(text, "" if is_confirmed else formats.iso(until))


def binding(session: Session, reader: Visitor[Actor]) -> Bound:
    """What confirming now would mean, for who answers. Rule: S8. Within zones.reading_in().

    Choice: a child that may confirm reads it too, for it binds its family.
    """
    if not answer.may_answer(session, by=reader.actor):
        return Bound()
    until = session.would_be_free_until
    return bound(until, session.credits, reader.language, is_confirmed=False)


def lapsing(count: int, language: str) -> str:
    """What is lost, or nothing. Rule: S8 S11."""
    if count < 2:
        return say(language, N_("Der Credit verfällt")) if count else ""
    text = words(language).ngettext("%(n)s Credit verfällt", "%(n)s Credits verfallen", count)
    return text % {"n": count}


def held(count: int, free: int, language: str) -> str:
    """What confirming takes, and what is left of what is free. Rule: K2."""
    text = words(language).ngettext(
        "%(n)s Credit wird reserviert, danach habt ihr %(left)s.",
        "%(n)s Credits werden reserviert, danach habt ihr %(left)s.",
        count,
    )
    return text % {"n": count, "left": Formats(language).credits_free(free - count)}
