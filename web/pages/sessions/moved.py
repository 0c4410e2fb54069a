"""Where a session was moved from and to, as its page says it. Rule: S10."""

from collections.abc import Sequence

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor, Guardian, Staff
from domain.sessions.session import Session, State
from domain.sessions.thread import Happened
from web.pages.sessions import move_answers, successors
from web.pages.sessions.successors import LIVE
from web.pages.sessions.words import FAMILY
from web.words import moves
from web.words.formats import Formats
from web.words.translations import N_, say

WAITS = N_("Ihr wartet auf eine frühere Zeit.")
FAMILY_WAITS = N_("%(family)s nähme auch eine frühere Zeit.")
# To the others: both times while the answer is waited for.
STILL = N_("Bis zur Antwort gilt weiter %(old)s.")
PROPOSED = N_("Vorgeschlagen ist stattdessen %(new)s.")
PROPOSED_SEVERAL = N_("Vorgeschlagen sind stattdessen %(new)s.")
NOW = N_("Jetzt gilt %(new)s.")


def rows(
    session: Session, past: Sequence[Happened], reader: Visitor[Actor]
) -> list[tuple[str, str]]:
    """Sentences, with the address of what it was moved to, or declined for. Within
    zones.reading_in().

    Choice: none to what it was moved from, of which the history tells, unless that alone stands.
    """
    is_waiting = session.waits_since is not None and session.state == State.CONFIRMED
    return [
        *_before(session, reader),
        *(_waits(session, reader) if is_waiting else ()),
        *_after(session, past, reader.language),
    ]


def _before(session: Session, reader: Visitor[Actor]) -> list[tuple[str, str]]:
    """Of what it was moved from."""
    if session.instead_of is None:
        return []
    language = reader.language
    old = Formats(language).moment(session.instead_of)
    if session.state in LIVE:
        is_alone = session.leaves_group and session.state == State.PENDING
        alone = [move_answers.alone(session, language)] if is_alone else []
        return [(text, "") for text in (*_from(session, old, reader), *alone)]
    stands = say(language, moves.STAYS, old=old)
    return [(stands, f"/sessions/{session.moved_from}")] if session.leaves_old else []


def _from(session: Session, old: str, reader: Visitor[Actor]) -> list[str]:
    language = reader.language
    if session.state != State.PENDING:
        return [say(language, moves.INSTEAD, old=old)]
    is_asked = isinstance(reader.actor, Guardian) and not session.is_request
    if not is_asked or session.is_alternative:
        return [say(language, STILL if session.leaves_old else moves.GONE, old=old)]
    new = Formats(language).moment(session.starts_at)
    stands, is_sooner = session.leaves_old, session.is_sooner
    text = move_answers.both(new, old, stands=stands, is_sooner=is_sooner, language=language)
    return [text]


def _after(session: Session, past: Sequence[Happened], language: str) -> list[tuple[str, str]]:
    """Of what it was moved to, and what it was declined for."""
    to = successors.moved_to(session, past)
    replied = successors.declined_for(session, past)
    return [_instead(each, language) for each in ([to] if to else [], replied) if each]


def _instead(times: Sequence[Happened], language: str) -> tuple[str, str]:
    """Shape: one time, or several that wait for an answer."""
    said, first = Formats(language), times[0]
    proposed = PROPOSED_SEVERAL if len(times) > 1 else PROPOSED
    text = proposed if first.state == State.PENDING else NOW
    new = said.listed([said.moment(each.starts_at) for each in times])
    return say(language, text, new=new), f"/sessions/{first.session}"


def _waits(session: Session, reader: Visitor[Actor]) -> list[tuple[str, str]]:
    """Rule: S17. Choice: a child is not told what its family would rather have."""
    language = reader.language
    if isinstance(reader.actor, Guardian):
        return [(say(language, WAITS), f"/sessions/{session.id}/sooner-wait")]
    if not isinstance(reader.actor, Staff):
        return []
    family = say(language, FAMILY, name=session.family_name)
    return [(say(language, FAMILY_WAITS, family=family), "")]
