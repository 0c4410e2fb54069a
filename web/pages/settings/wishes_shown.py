"""How people are told: the fields of one person as the form shows them. Rule: N1 S14."""

from typing import NamedTuple
from uuid import UUID

from domain.notifications import themes
from domain.notifications.channels import Channels
from domain.notifications.kind import Theme
from web.forms import Form
from web.pages.settings import words
from web.pages.settings.wishes import Person, is_number
from web.words import themes as theme_words


class Shown(NamedTuple):
    """One person's fields. Shape: reminders rows of (minutes, words, is chosen), none of who has no
    sessions; ways of (name of the field, theme, small words, chosen); is_usual where no theme is
    told otherwise.
    """

    id: UUID
    name: str
    colour: int
    creature: int
    kind: str
    reminders: list[tuple[int, str, bool]]
    ways: list[tuple[str, str, str, str]]
    offered: list[tuple[str, str]]
    is_usual: bool


def of(form: Form, person: Person, language: str) -> Shown:
    chosen = [int(each) for each in form.values(f"minutes-{person.id}") if is_number(each)]
    ways = _ways(form, person, language)
    has_sessions = Theme.REMINDERS in themes.of(person.kind)
    offered = words.reminders(language, chosen) if has_sessions else []
    return Shown(
        person.id,
        person.name,
        person.colour,
        person.creature,
        person.kind,
        [(each, text, each in chosen) for each, text in offered],
        ways,
        theme_words.ways(language, has_login=person.has_login),
        all(value == Channels.USUAL for *_, value in ways),
    )


def _ways(form: Form, person: Person, language: str) -> list[tuple[str, str, str, str]]:
    fields = [(theme, f"{theme}-{person.id}") for theme in themes.of(person.kind)]
    return [
        (field, *theme_words.name(theme, language), form.value(field, Channels.USUAL))
        for theme, field in fields
    ]
