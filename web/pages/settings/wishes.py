"""How people are told: their wishes as fields of one form, and back. Rule: N1 S14."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from domain.errors import Invalid
from domain.notifications import themes
from domain.notifications.channels import Channels
from domain.notifications.kind import Theme
from domain.notifications.preferences import Wishes
from domain.profiles import reminder_time
from web.forms import Form
from web.pages.settings import quiet

WORDS, NO_WORDS = "words", "none"
"""What a push says."""


class Person(NamedTuple):
    """Whose wishes they are. Shape: kind as Profile.kind; has_login where mails can reach them."""

    id: UUID
    name: str
    colour: int
    creature: int
    kind: str
    has_login: bool


def typed(wished: Mapping[UUID, Wishes]) -> dict[str, list[str]]:
    """The fields as they stand before anybody types."""
    fields: dict[str, list[str]] = {}
    for id, wishes in wished.items():
        fields[f"minutes-{id}"] = [str(each) for each in wishes.minutes]
        fields[f"quiet-{id}"] = ["on"] if wishes.quiet else []
        begins, ends = quiet.typed(wishes.quiet)
        fields[f"quiet_from-{id}"], fields[f"quiet_until-{id}"] = [begins], [ends]
        fields[f"words-{id}"] = [WORDS if wishes.pushes_words else NO_WORDS]
        for theme, channels in wishes.chosen.items():
            fields[f"{theme}-{id}"] = [channels]
    return fields


def read(form: Form, person: Person) -> Wishes:
    """What somebody chose; faults are named in the form."""
    return Wishes(
        _minutes(form, person.id),
        _chosen(form, person),
        quiet.read(form, person.id),
        form.value(f"words-{person.id}") != NO_WORDS,
    )


def is_number(text: str) -> bool:
    """Whether it was sent as a count of minutes."""
    return text.isascii() and text.isdigit() and len(text) < 7


def _minutes(form: Form, id: UUID) -> frozenset[int]:
    name = f"minutes-{id}"
    sent = form.values(name)
    if not all(map(is_number, sent)):
        form.refuse(name, "not_a_number")
        return frozenset()
    try:
        return frozenset(reminder_time.checked(map(int, sent)))
    except Invalid as error:
        form.refuse(name, error.code, **error.values)
        return frozenset()


def _chosen(form: Form, person: Person) -> dict[Theme, Channels]:
    """Choice: of what a page of before did not ask for, the usual."""
    chosen = {}
    for theme in themes.of(person.kind):
        field = f"{theme}-{person.id}"
        if form.value(field) and form.choice(field, [*Channels]):
            chosen[theme] = Channels(form.value(field))
    return {theme: channels for theme, channels in chosen.items() if channels != Channels.USUAL}
