"""The facts of one session that nothing above them has said, each with its name. Rule: S12 S13."""

from domain.accounts.visitor import Visitor
from domain.credits.standing import Standing
from domain.profiles.actor import Actor, Staff
from domain.sessions.session import Session, State
from web.pages.sessions.words import FAMILY, minutes, place
from web.words import zones
from web.words.formats import Formats
from web.words.translations import N_, say

CREDITS = {
    "held": N_("%(count)s reserviert"),
    "spent": N_("%(count)s eingelöst"),
    "lapsed": N_("%(count)s verfallen"),
    "released": N_("%(count)s wieder frei"),
    "none": N_("%(count)s, noch nicht reserviert"),
}


def of(session: Session, reader: Visitor[Actor], counts: Standing) -> list[tuple[str, str]]:
    """Name and value of each that the reader may know. Within zones.reading_in()."""
    said, language = Formats(reader.language), reader.language
    facts = [
        (N_("Dauer"), said.minutes(minutes(session))),
        (N_("Ort"), _where(session, reader)),
        *_who(session, reader),
        *_zone(session),
    ]
    # What takes none is not told to cost none: a price may stand beside.
    if session.credits and not reader.is_child:
        facts.append((N_("Credits"), _credits(session, counts, said, language)))
    return [(say(language, name), value) for name, value in facts]


def _who(session: Session, reader: Visitor[Actor]) -> list[tuple[str, str]]:
    """Choice: the child stands above, and to its educator the family is told."""
    if not isinstance(reader.actor, Staff):
        return [(N_("Pädagog:in"), session.educator_name)]
    family = say(reader.language, FAMILY, name=session.family_name)
    educator = (N_("Pädagog:in"), session.educator_name)
    is_own = session.is_taught_by(reader.actor)
    return [*([] if is_own else [educator]), (N_("Familie"), family)]


def _zone(session: Session) -> list[tuple[str, str]]:
    """In whose time all of it is told, where that is not the session's own."""
    here = zones.here().key
    return [] if here == session.time_zone else [(N_("Zeitzone"), here)]


def _where(session: Session, reader: Visitor[Actor]) -> str:
    where = place(session.place, reader, session.educator_name)
    return f"{where}, {session.place_detail}" if session.place_detail else where


def _credits(session: Session, counts: Standing, said: Formats, language: str) -> str:
    """What became of the credits. Rule: K2."""
    for kind in ("held", "spent", "lapsed"):
        if count := getattr(counts, kind):
            return say(language, CREDITS[kind], count=said.credits(count))
    if session.state == State.CANCELLED and session.notice_hours is not None:
        return say(language, CREDITS["released"], count=said.credits(session.credits))
    if session.state == State.PENDING:
        return say(language, CREDITS["none"], count=said.credits(session.credits))
    return said.credits(session.credits)
