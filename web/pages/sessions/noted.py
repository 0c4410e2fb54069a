"""What was noted of a session, or, while it is to come, of the one before it. Rule: S15."""

from typing import NamedTuple

from domain import clock
from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from domain.sessions import noted
from domain.sessions.noted import Written
from domain.sessions.session import Session
from web.words import zones
from web.words.formats import Formats
from web.words.translations import N_, say

NOTED, OWN = N_("Notiz"), N_("Nur für dich")
LAST, LAST_OWN = N_("Zuletzt notiert"), N_("Zuletzt nur für dich notiert")
BY = N_("%(name)s, %(when)s")
OF = N_("%(service)s am %(when)s")


class Noted(NamedTuple):
    """Shape: partials/sessions/show.html."""

    heading: str
    text: str
    line: str
    address: str
    is_private: bool


async def of(session: Session, reader: Visitor[Actor]) -> list[Noted]:
    """Shape: to whoever teaches it also the private one; one query."""
    if clock.now() >= session.starts_at:
        written = await noted.of_session(session, by=reader.actor)
        return _told(written, reader, (NOTED, OWN), is_own=True) if written else []
    return await before(session, reader) if session.is_taught_by(reader.actor) else []


async def before(session: Session, reader: Visitor[Actor]) -> list[Noted]:
    """The last note of the same learner, for whoever teaches both."""
    last = await noted.latest(session.learner, session.starts_at, educator=session.educator)
    return _told(last, reader, (LAST, LAST_OWN), is_own=False) if last else []


def _told(
    written: Written, reader: Visitor[Actor], headings: tuple[str, str], *, is_own: bool
) -> list[Noted]:
    line = _line(written, reader, is_own=is_own)
    address = "" if is_own else f"/sessions/{written.session}"
    texts = zip(headings, (written.for_family, written.private), (False, True), strict=True)
    return [
        Noted(say(reader.language, heading), text, line, address, is_private)
        for heading, text, is_private in texts
        if text
    ]


def _line(written: Written, reader: Visitor[Actor], *, is_own: bool) -> str:
    """By whom and when it was written, or of what."""
    said, language = Formats(reader.language), reader.language
    with zones.reading_in(reader.time_zone):
        if is_own:
            return say(language, BY, name=written.by, when=said.moment(written.changed_at))
        return say(language, OF, service=written.service, when=said.day(written.starts_at))
