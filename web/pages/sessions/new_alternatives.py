"""Several times are proposed, of which the family picks one. Rule: S2."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from domain.accounts.visitor import Visitor
from domain.errors import Invalid
from domain.profiles.actor import Staff
from domain.providers import connection
from domain.providers.service import Service
from domain.sessions import alternatives
from domain.sessions.alternatives import LEAST, MOST, When
from domain.sessions.fault import Draft
from domain.sessions.learner import learners
from domain.sessions.session import Session
from domain.sessions.week import Taught
from web.forms import Form
from web.pages.sessions import draft, foreseen, typed_times
from web.pages.sessions.suits import Suits
from web.words import zones

ALTERNATIVES = "alternatives"
"""What `kind` says in a form of several times to choose from."""
TYPED = typed_times.names(MOST)[2:]
"""Fields besides those of one session."""
PLACES = ["foreseen", *(f"foreseen_{number}" for number in range(2, MOST + 1))]
"""Ids of partials/sessions/_typed_times.html."""


def is_asked(form: Form) -> bool:
    return form.value("kind") == ALTERNATIVES


def filled(asked: dict[str, str]) -> dict[str, str]:
    """With what was tapped of free times in the next fields that nothing is typed into.

    Shape: what stands in the form stays, also where there is no room for one more.
    """
    slot = asked.get("slot", "")
    more = {name: value for name, value in asked.items() if name != "slot"}
    for number in range(1, MOST + 1) if slot else ():
        day_field, start_field = typed_times.fields(number)
        if not (more.get(day_field) or more.get(start_field)):
            day, _, start = slot.partition("T")
            return {**more, day_field: day, start_field: start}
    return more


def starts(form: Form, educator: Visitor[Staff]) -> list[datetime | None]:
    """When each would begin, as far as it is typed. Units: UTC."""
    typed = form.copy()
    zone = zones.named(educator.time_zone).key
    return typed_times.moments(typed, typed_times.read(typed, most=MOST), zone)


async def propose(
    form: Form, educator: Visitor[Staff], instead_of: Session | None
) -> Session | None:
    """The first of them, or None where the form says all that is wrong.

    Errors: NotFound (a family that is not theirs), Forbidden, Stale.
    """
    learner, typed, room = draft.of(form, await learners(educator.actor))
    times = typed_times.read(form, least=LEAST, most=MOST)
    asked = [When(each.day, each.start) for each in times]
    zone = zones.named(educator.time_zone).key
    whole = typed.offer(form.key(), learner.id, zone, room) if learner else None
    try:
        if form.is_valid and learner and whole:
            shared = await connection.of_family(learner.family, by=educator.actor)
            made = await alternatives.propose(
                whole, asked, shared, by=educator.actor, instead_of=instead_of
            )
            return made[0]
    except Invalid as error:
        if error.field == "learner":
            form.refuse_because(error)
    # Whatever else is wrong is found again here, with the time that it is of.
    checked = await alternatives.check(typed.draft(zone), asked, by=educator.actor)
    for number, fault in checked.faults:
        if number is None:
            draft.refuse(form, fault)
        else:
            typed_times.refuse(form, times[number].number, fault)
    return None


async def context(
    form: Form,
    booked: Service | None,
    ahead: Sequence[Taught],
    suiting: Suits,
    educator: Visitor[Staff],
) -> dict[str, Any]:
    """Shape: slots are the times that stand there; foreseen_at, by number, sentences of what there
    is to say of each time, drawn anew at foreseen_places.
    """
    if not is_asked(form):
        return {"is_choice": False, "slots": [_slot(form, 1)]}
    zone = zones.named(educator.time_zone).key
    times = typed_times.read(form.copy(), most=MOST)
    meant = [Draft(None, each.day, each.start, zone) for each in times]
    said = await foreseen.of_times(meant, booked, ahead, educator)
    said = [
        lines + suiting.of_time(start, booked, educator.language)
        for lines, start in zip(said, starts(form, educator), strict=True)
    ]
    return {
        "is_choice": True,
        "slots": [_slot(form, each.number) for each in times],
        "choice_least": LEAST,
        "choice_most": MOST,
        "foreseen_places": ",".join(f"#{each}:outerMorph" for each in PLACES),
        "is_more": typed_times.is_more(form, LEAST, MOST),
        "foreseen_at": {
            each.number: lines
            for each, lines in zip(times, said, strict=True)
            if not any(form.error(name) for name in typed_times.fields(each.number))
        },
    }


def _slot(form: Form, number: int) -> str:
    """Shape: as the value of `slot`."""
    return "T".join(form.value(name) for name in typed_times.fields(number))
