"""What a move is foreseen to do, as it is filled in. Rule: S2 S4 S7 S10."""

from collections.abc import Sequence
from datetime import datetime

from domain.accounts.visitor import Visitor
from domain.errors import Invalid
from domain.profiles.actor import Staff
from domain.sessions import aim as targets
from domain.sessions import aim_fault
from domain.sessions.aim import Move
from domain.sessions.series_cancellation import Part
from domain.sessions.session import Session
from domain.sessions.wall_clock import Span
from web.forms import Form
from web.pages.sessions import aim, draft, move_rivals, unpublished
from web.words import clock_changes, repeating, zones
from web.words.formats import Formats
from web.words.translations import N_, say

NEW_FOR_OLD = N_("%(new)s statt %(old)s")
ALL_AS_MUCH = N_("%(dates)s, alle um dieselbe Spanne verschoben.")
NO_FAULT_YET = ("same", "begun")
"""What stands there from the beginning."""


async def lines(
    session: Session, form: Form, parts: Sequence[Part], educator: Visitor[Staff]
) -> list[str]:
    """Faults too, for the choice is said to be none before it is sent. Rule: S2 S4 S7."""
    meant = form.copy()
    aimed = await aim.read(meant, session, educator)
    if aimed is None or form.errors:
        return []
    chosen = _chosen(session, parts, aimed)
    with zones.reading_in(educator.time_zone):
        new, faults = await _tried(session, chosen, aimed, educator)
        is_same = any(each.code == "same" for each in faults)
        # Of a child that is moved out of its group, the group lies at the time that it has still.
        told = [
            each
            for each in faults
            if each.code not in NO_FAULT_YET and not (is_same and each.field == "starts_at")
        ]
        if told:
            return _said(told, meant)
        return [] if is_same else await _outcome(session, chosen, new, aimed, educator)


async def _outcome(
    session: Session,
    chosen: Sequence[Session],
    new: Sequence[Span],
    aimed: Move,
    educator: Visitor[Staff],
) -> list[str]:
    """What it means, and what would speak against it."""
    own = new[chosen.index(session)]
    return [
        *_meaning(session, chosen, new, educator.language),
        *clock_changes.lines(aimed.day, aimed.wall_time, aimed.time_zone, educator.language),
        *await move_rivals.lines(chosen, new, educator),
        *await unpublished.of_time(session.service, *own, educator),
    ]


def new_for_old(start: datetime, old: Session, language: str) -> str:
    """Within zones.reading_in(). Shape: "Do 26. Nov, 15:00 statt Mi 25. Nov, 15:00."."""
    said = Formats(language)
    text = say(language, NEW_FOR_OLD, new=said.moment(start), old=said.moment(old.starts_at))
    return f"{text}."


def _chosen(session: Session, parts: Sequence[Part], aimed: Move) -> list[Session]:
    """What is moved: this one, or its part of the series."""
    part = next((each for each in parts if each.scope == aimed.scope), None)
    return [each for each, _ in part.dates] if part else [session]


async def _tried(
    session: Session, chosen: Sequence[Session], aimed: Move, educator: Visitor[Staff]
) -> tuple[Sequence[Span], Sequence[Invalid]]:
    """Where to each goes, and what is at fault with that."""
    try:
        new = targets.spans(chosen, session, aimed)
        return new, await aim_fault.of(session, aimed, chosen, new, by=educator.actor)
    except Invalid as error:
        return (), [error]


def _said(faults: Sequence[Invalid], meant: Form) -> list[str]:
    for each in faults:
        draft.refuse(meant, each)
    return list(meant.errors.values())


def _meaning(
    session: Session, chosen: Sequence[Session], new: Sequence[Span], language: str
) -> list[str]:
    start, _ = new[chosen.index(session)]
    one = new_for_old(start, session, language)
    if len(chosen) == 1:
        return [one]
    counted = repeating.dates(len(chosen), language)
    return [one, say(language, ALL_AS_MUCH, dates=counted)]
