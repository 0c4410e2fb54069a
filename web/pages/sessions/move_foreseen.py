"""What a move is foreseen to do, as it is filled in. Rule: S2 S4 S7 S10."""

from collections.abc import Sequence
from datetime import timedelta

from domain.accounts.visitor import Visitor
from domain.errors import Invalid
from domain.profiles.actor import Staff
from domain.sessions import aim as targets
from domain.sessions import habit, week
from domain.sessions.aim import Move
from domain.sessions.series_cancellation import Part
from domain.sessions.session import Session, State
from domain.sessions.wall_clock import Span
from web.forms import Form
from web.pages.sessions import aim, draft, foreseen
from web.words import clock_changes, repeating, zones
from web.words.formats import Formats
from web.words.refusals import TAKEN
from web.words.translations import N_, say

NEW_FOR_OLD = N_("%(new)s statt %(old)s")
ALL_AS_MUCH = N_("%(dates)s, alle um dieselbe Spanne verschoben.")
TAKEN_ON = N_("%(when)s: %(why)s")


async def lines(
    session: Session, form: Form, parts: Sequence[Part], educator: Visitor[Staff]
) -> list[str]:
    """Faults too, for the choice is said to be none before it is sent. Rule: S2 S4 S7."""
    meant = form.copy()
    aimed = await aim.read(meant, session, educator)
    if aimed is None or form.errors:
        return []
    chosen = [session]
    for part in parts:
        if part.scope == aimed.scope:
            chosen = [each for each, _ in part.dates]
    language = educator.language
    with zones.reading_in(educator.time_zone):
        try:
            new = targets.spans(chosen, session, aimed)
            faults = await targets.faults(session, aimed, chosen, new, by=educator.actor)
        except Invalid as error:
            faults = [error]
        # What stands there from the beginning is no fault yet.
        told = [each for each in faults if each.code not in ("same", "begun")]
        if told:
            for each in told:
                draft.refuse(meant, each)
            return list(meant.errors.values())
        if any(each.code == "same" for each in faults):
            return []
        return [
            *_meaning(session, chosen, new, language),
            *_odd(aimed, language),
            *await _rivals(chosen, new, educator),
            *await foreseen.unpublished(session.service, *new[chosen.index(session)], educator),
        ]


def _meaning(
    session: Session, chosen: Sequence[Session], new: Sequence[Span], language: str
) -> list[str]:
    said = Formats(language)
    start, _ = new[chosen.index(session)]
    one = say(language, NEW_FOR_OLD, new=said.moment(start), old=said.moment(session.starts_at))
    if len(chosen) == 1:
        return [f"{one}."]
    counted = repeating.dates(len(chosen), language)
    return [f"{one}.", say(language, ALL_AS_MUCH, dates=counted)]


def _odd(aimed: Move, language: str) -> list[str]:
    odd = clock_changes.said(aimed.day, aimed.wall_time, aimed.time_zone, language)
    return [f"{odd}."] if odd else []


async def _rivals(
    chosen: Sequence[Session], new: Sequence[Span], educator: Visitor[Staff]
) -> list[str]:
    """The learner's own sessions elsewhere, which keep the family from confirming, and what waits
    for an answer at the same time.
    """
    language, said = educator.language, Formats(educator.language)
    lying = await targets.rivals(chosen, new, by=educator.actor)
    taken = dict.fromkeys(start for (start, _), _ in lying)
    why = say(language, TAKEN["learner"], learner=chosen[0].learner_name)
    lines = [say(language, TAKEN_ON, when=said.moment(each), why=why) for each in taken]
    if len(new) > 1:
        return lines
    (start, end) = new[0]
    ahead = await week.ahead(educator.profile_id, start - timedelta(days=1), end)
    own = {each.id for each in chosen}
    waits = [
        each
        for each in habit.at_once(start, end, ahead)
        if each.id not in own and each.state == State.PENDING
    ]
    names = dict.fromkeys(each.learner for each in waits)
    if names:
        lines.append(say(language, foreseen.WAITS, who=said.listed(list(names))))
    return lines
