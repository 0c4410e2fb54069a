"""What a session costs: bound when it is confirmed, lapsed when it is missed or cancelled late."""

from datetime import datetime
from typing import NamedTuple

from domain import clock
from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor, Guardian, Staff
from domain.sessions import answerable, notice
from domain.sessions.session import Session
from web.pages.sessions.words import FAMILY
from web.words import formats
from web.words.formats import Formats
from web.words.translations import N_, say, words

FREE = N_("Kostenfrei absagen bis %(until)s")
BINDS = N_("Ab jetzt verbindlich: kostenfrei absagen geht nicht mehr")
BOUND = N_("Verbindlich: kostenfrei absagen geht nicht mehr")
TAKEN_FREE = N_("Nimmt %(name)s an, könnt ihr bis %(until)s kostenfrei absagen.")
TAKEN_BINDS = N_(
    "Nimmt %(name)s an, ist es gleich verbindlich: kostenfrei absagen geht dann nicht."
)
FAMILY_FREE = N_("Nimmst du an, kann %(name)s bis %(until)s kostenfrei absagen.")
FAMILY_BOUND = N_("Nimmst du an, kann %(name)s nicht mehr kostenfrei absagen.")


class Bound(NamedTuple):
    """What confirming means. Shape: until_iso is when it means something else, "" for never; then
    is what it means from then on, "" for that it binds.
    """

    text: str = ""
    until_iso: str = ""
    then: str = ""


def bound(until: datetime, credits: int, language: str, *, is_confirmed: bool) -> Bound:
    """What confirming means, or has just meant. Rule: S8. Within zones.reading_in()."""
    if not credits:
        return Bound()
    if not notice.is_free(until, clock.now()):
        return Bound(say(language, BOUND if is_confirmed else BINDS))
    text = say(language, FREE, until=Formats(language).moment(until))
    return Bound(text, "" if is_confirmed else formats.iso(until))


def binding(session: Session, reader: Visitor[Actor]) -> Bound:
    """What a yes would mean now, for who gives it or asked for it. Rule: S8 S10.

    Choice: a child that may confirm reads it too, for it binds its family; an educator hears what
    it means to the family, for nothing binds an educator. Within zones.reading_in().
    """
    until, language = session.would_be_free_until, reader.language
    if session.is_request and isinstance(reader.actor, Guardian):
        return once_accepted(until, session.credits, session.educator_name, language)
    if not answerable.may_answer(session, by=reader.actor):
        return Bound()
    if isinstance(reader.actor, Staff):
        family = say(language, FAMILY, name=session.family_name)
        return _either(FAMILY_FREE, FAMILY_BOUND, until, session.credits, family, language)
    return bound(until, session.credits, language, is_confirmed=False)


def once_accepted(until: datetime, credits: int, name: str, language: str) -> Bound:
    """What asking means to a family, should the educator accept. Rule: S8. Likewise."""
    return _either(TAKEN_FREE, TAKEN_BINDS, until, credits, name, language)


def once_any_accepted(session: Session, language: str) -> str:
    """The same of times that are still to be said; "" where cancelling costs nothing. Rule: S8."""
    hours = session.provider_notice_hours
    if not session.credits or not hours:
        return ""
    text = words(language).ngettext(
        "Was %(name)s annimmt, könnt ihr bis %(n)s Stunde vorher kostenfrei absagen. Danach ist es "
        "verbindlich.",
        "Was %(name)s annimmt, könnt ihr bis %(n)s Stunden vorher kostenfrei absagen. Danach ist "
        "es verbindlich.",
        hours,
    )
    return text % {"name": session.educator_name, "n": hours}


def _either(
    free: str, binds: str, until: datetime, credits: int, name: str, language: str
) -> Bound:
    if not credits:
        return Bound()
    then = say(language, binds, name=name)
    if not notice.is_free(until, clock.now()):
        return Bound(then)
    text = say(language, free, name=name, until=Formats(language).moment(until))
    return Bound(text, formats.iso(until), then)


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
