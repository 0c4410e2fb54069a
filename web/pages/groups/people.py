"""Who of a family is in a group, who waits for a place, and who could take one. Rule: S18."""

from typing import Any
from uuid import UUID

from domain import clock
from domain.accounts.visitor import Visitor
from domain.profiles.actor import Guardian
from domain.profiles.members import Member
from domain.sessions import group_wait
from domain.sessions.group import Group
from domain.sessions.group_seats import Seat
from domain.sessions.group_wait import Waiting
from web.words.translations import N_, say

THERE = N_("%(name)s ist dabei.")
ASKED = N_("%(name)s ist eingeladen, und ihr habt noch nicht geantwortet.")
ELSEWHERE = N_("%(name)s hat zu dieser Zeit schon eine andere Session.")
WAITS = N_("%(name)s steht auf der Warteliste, an Stelle %(position)s.")


async def without(
    one: Group, seats: list[Seat], waiting: list[Waiting], guardian: Visitor[Guardian]
) -> list[Member]:
    """Who could join, or wait for a place of a full one, with an invitation as well."""
    waits, now = {each.learner for each in waiting}, clock.now()
    if one.free_count:
        free = [each.learner for each in seats if each.session is None]
    else:
        waits |= await group_wait.kept_for(one, by=guardian.actor)
        free = [each.learner for each in seats if each.may_wait(now)]
    return [each for each in free if each.id not in waits]


def shown(
    seats: list[Seat],
    waiting: list[Waiting],
    elsewhere: set[UUID],
    without: list[Member],
    language: str,
) -> dict[str, Any]:
    """Who of the family is in it, who waits, who could, and who is somewhere else."""
    return {
        "there": [there(each, language) for each in seats if each.session],
        "waiting": [
            (str(each.learner), say(language, WAITS, name=each.name, position=each.position))
            for each in waiting
        ],
        "learners": [(str(each.id), each.name) for each in without if each.id not in elsewhere],
        "elsewhere": [
            say(language, ELSEWHERE, name=each.name) for each in without if each.id in elsewhere
        ],
    }


def there(seat: Seat, language: str) -> tuple[str, str]:
    """Shape: where it leads, and what is so."""
    assert seat.session is not None
    text = THERE if seat.session.state == "confirmed" else ASKED
    return f"/sessions/{seat.session.id}", say(language, text, name=seat.learner.name)
