"""Whom a date is proposed to: children to tick, by family. Shape: groups/_invited.html."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple
from uuid import UUID

from domain.sessions.group_invitation import Invited
from domain.sessions.learner import Learner
from web.forms import Form
from web.pages.sessions.words import FAMILY, face
from web.words.formats import Formats
from web.words.translations import say


class Row(NamedTuple):
    """A child to tick. Shape: value is family.child, for one may live in two; note is what there is
    to say of it, or "".
    """

    value: str
    name: str
    family: str
    face: str
    colour: int
    is_ticked: bool
    note: str


def rows(
    known: Sequence[Learner],
    form: Form,
    language: str,
    notes: Mapping[Invited, str] = MappingProxyType({}),
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
            notes.get(Invited(one.family, one.id), ""),
        )
        for one in known
    ]


def ticked(known: Sequence[Learner], form: Form) -> list[UUID]:
    """Who of them is, and nobody else that is named."""
    asked = set(read(form.copy()))
    return [one.id for one in known if Invited(one.family, one.id) in asked]


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
