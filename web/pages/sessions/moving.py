"""What the form of a move offers, and what it says of the choice before it is sent. Rule: S10."""

from collections.abc import Sequence
from typing import Any

from domain import clock
from domain.accounts.visitor import Visitor
from domain.profiles.actor import Staff
from domain.sessions import replacing, series_cancellation
from domain.sessions.series_cancellation import Part, Scope
from domain.sessions.session import Session, State
from web.forms import Form
from web.pages.sessions import move_answers, move_foreseen, scopes, subject, suits
from web.words import repeating, zones
from web.words.formats import Formats
from web.words.places import OWN_PLACES
from web.words.translations import N_, say

REPLACES = N_("Der Vorschlag vom %(when)s wird durch diesen ersetzt.")


async def context(session: Session, form: Form, educator: Visitor[Staff]) -> dict[str, Any]:
    """What partials/sessions/move.html needs."""
    parts = await series_cancellation.parts(session, by=educator.actor)
    waiting = await replacing.waiting([session.id])
    lines = await move_foreseen.lines(session, form, parts, educator)
    slots = await suits.to_move(session, educator)
    language = educator.language
    with zones.reading_in(educator.time_zone):
        return {
            **subject.of(session, educator, form, "move"),
            **_as_it_is(session, language),
            **_offered(parts, language),
            "slots": slots,
            "foreseen": [*_replaced(waiting, language), *lines],
        }


def _as_it_is(session: Session, language: str) -> dict[str, Any]:
    """What holds until it is moved."""
    return {
        "wished": session.wished or "",
        "group": _group(session, language),
        "is_agreed": session.state == State.CONFIRMED,
        "can_stand": session.starts_at > clock.now(),
        "old": Formats(language).moment(session.starts_at),
    }


def _group(session: Session, language: str) -> tuple[str, str] | None:
    """What moving one child means for its group, and where that is. Rule: S18."""
    if session.group_date is None:
        return None
    return move_answers.alone(session, language), f"/groups/{session.group_date}"


def _offered(parts: Sequence[Part], language: str) -> dict[str, Any]:
    """What the form chooses from."""
    return {
        "zone": zones.here().key,
        "today": zones.today().isoformat(),
        "places": [(code, say(language, text)) for code, text in OWN_PLACES.items()],
        "scopes": _scopes(parts, language),
    }


def _scopes(parts: Sequence[Part], language: str) -> list[tuple[str, str, str, int]]:
    """The least harmful first; none where there is nothing to choose. Rule: S7.

    Shape: code, label, how many dates, and the number that is sent back.
    """
    if not parts:
        return []
    counts = {Scope.THIS: 1, **{part.scope: len(part.dates) for part in parts}}
    return [
        (scope.value, say(language, scopes.LABELS[scope]), repeating.dates(count, language), count)
        for scope, count in counts.items()
    ]


def _replaced(waiting: Sequence[Session], language: str) -> list[str]:
    said = Formats(language)
    return [say(language, REPLACES, when=said.moment(each.starts_at)) for each in waiting[:1]]
