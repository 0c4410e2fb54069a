"""Whom a date is proposed to: children to tick, by family. Shape: groups/_invited.html."""

from collections.abc import Collection, Sequence
from typing import NamedTuple
from uuid import UUID

from domain.sessions.group_offer import Invited
from domain.sessions.learner import Learner
from web.forms import Form
from web.pages.sessions.words import FAMILY, face
from web.words.formats import Formats
from web.words.translations import say


class Row(NamedTuple):
    """A child to tick. Shape: value is family.child, for one may live in two."""

    value: str
    name: str
    family: str
    face: str
    colour: int
    is_ticked: bool


def rows(
    known: Sequence[Learner], form: Form, language: str, without: Collection[Invited] = ()
) -> list[Row]:
    """By family, with what its family has free."""
    ticked, said = form.values("invited"), Formats(language)
    return [
        Row(
            value := f"{one.family}.{one.id}",
            one.name,
            f"{say(language, FAMILY, name=one.family_name)} · {said.credits_free(one.free)}",
            face("child", one.creature),
            one.colour,
            value in ticked,
        )
        for one in known
        if Invited(one.family, one.id) not in without
    ]


def read(form: Form) -> tuple[Invited, ...]:
    """Names at the field what is no child."""
    invited = []
    for value in form.values("invited"):
        family, _, learner = value.partition(".")
        try:
            invited.append(Invited(UUID(family), UUID(learner)))
        except ValueError:
            form.refuse("invited", "unknown")
    return tuple(invited)
