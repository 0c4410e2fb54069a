"""What lies already where a session is moved to. Rule: S4."""

from collections.abc import Sequence
from datetime import timedelta

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Staff
from domain.sessions import aim as targets
from domain.sessions import habit, week
from domain.sessions.session import Session, State
from domain.sessions.wall_clock import Span
from web.pages.sessions import foreseen
from web.words.conflicts import TAKEN
from web.words.formats import Formats
from web.words.translations import N_, say

TAKEN_ON = N_("%(when)s: %(why)s")


async def lines(
    chosen: Sequence[Session], new: Sequence[Span], educator: Visitor[Staff]
) -> list[str]:
    """What stands in the way elsewhere, and of one date what waits at the same time."""
    taken = await _taken(chosen, new, educator)
    return taken if len(new) > 1 else [*taken, *await _waiting(chosen, new[0], educator)]


async def _taken(
    chosen: Sequence[Session], new: Sequence[Span], educator: Visitor[Staff]
) -> list[str]:
    """The learner's own sessions elsewhere, which keep the family from confirming."""
    language, said = educator.language, Formats(educator.language)
    lying = await targets.rivals(chosen, new, by=educator.actor)
    taken = dict.fromkeys(start for (start, _), _ in lying)
    why = say(language, TAKEN["learner"], learner=chosen[0].learner_name)
    return [say(language, TAKEN_ON, when=said.moment(each), why=why) for each in taken]


async def _waiting(chosen: Sequence[Session], at: Span, educator: Visitor[Staff]) -> list[str]:
    """Whose answer is waited for at the same time."""
    start, end = at
    ahead = await week.ahead(educator.profile_id, start - timedelta(days=1), end)
    own = {each.id for each in chosen}
    at_once = [each for each in habit.at_once(start, end, ahead) if each.id not in own]
    names = list(dict.fromkeys(each.learner for each in at_once if each.state == State.PENDING))
    who = Formats(educator.language).listed(names)
    return [say(educator.language, foreseen.WAITS, who=who)] if names else []
