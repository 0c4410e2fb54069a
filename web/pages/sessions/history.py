"""What happened to one session. Rule: S12."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from domain.sessions.session import Session
from domain.sessions.thread import Happened
from web.pages.sessions.words import SOMEBODY
from web.words import figures, formats, history
from web.words.formats import Formats
from web.words.translations import say

ASKING = (
    *("session.proposed", "session.requested", "session.moved", "session.countered"),
    "session.wished",
)
NAMING_TIMES = (
    *("session.proposed", "session.requested", "session.countered"),
    *("session.confirmed", "session.cancelled", "session.declined"),
)
OF_ITSELF = (
    *("session.passed_over", "session.unpicked", "session.elapsed"),
    *("session.exchanged", "session.narrowed", "session.dropped"),
)
"""What is told of a session alone, and not in the thread of another one."""
Row = tuple[str, str, str, str, str]
"""Shape: state, sentence, moment as read and as ISO, reason."""


def rows(past: Sequence[Happened], session: Session, language: str) -> list[Row]:
    """The history of a session's whole thread, what happened to several at once in one line.

    Rule: S2 S10 S12. Shape: with the times that it was about, where there are several. Within
    zones.reading_in().
    """
    has_several = len({each.session for each in past}) > 1
    told = [each for each in _as_proposed(past) if _is_told(each, session)]
    return [_row(list(each), session, language, has_several) for _, each in groupby(told, _act)]


def _as_proposed(past: Sequence[Happened]) -> list[Happened]:
    """What begins beside other times, in place of one of them, was proposed as what is moved is."""
    asked = {each.session for each in past if each.kind in ASKING}
    changed = [each for each in reversed(past) if each.kind == "session.exchanged"]
    first = {each.session: each for each in changed if each.session not in asked}
    return [
        each._replace(kind="session.moved") if each == first.get(each.session) else each
        for each in past
    ]


def _is_told(each: Happened, session: Session) -> bool:
    is_own = each.session == session.id
    return each.kind in history.TEXTS and (is_own or each.kind not in OF_ITSELF)


def _act(each: Happened) -> tuple[str, datetime, str | None]:
    return each.kind, each.at, each.name


def _row(act: list[Happened], session: Session, language: str, has_several: bool) -> Row:
    first, said = act[0], Formats(language)
    state, by_somebody, by_itself = history.TEXTS[first.kind]
    times = " · ".join(said.moment(each) for each in sorted({one.starts_at for one in act}))
    values = {"name": first.name or say(language, SOMEBODY), "at": times}
    text = say(language, by_somebody or by_itself, **values, **figures.known())
    if has_several and first.kind in NAMING_TIMES:
        text = f"{text}: {times}"
    # What came with the session's own proposal stands above already.
    is_above = first.kind in ASKING and session.id in {each.session for each in act}
    reason = "" if is_above else first.why
    return state, text, said.moment(first.at), formats.iso(first.at), reason
