"""Help: what people ask, with answers whose figures are the code's. Rule: N8."""

from collections.abc import Iterator
from typing import NamedTuple

from domain.profiles.profile import Kind
from web.words import figures, matching
from web.words.help_child import CHILD
from web.words.help_everybody import EVERYBODY
from web.words.help_family import FAMILY
from web.words.help_provider import PROVIDER
from web.words.translations import N_, say

GROUPS = {
    "family": (N_("Für Familien"), FAMILY),
    "child": (N_("Für Kinder"), CHILD),
    "provider": (N_("Für Anbieter:innen"), PROVIDER),
    "everybody": (N_("Login, App und Mitteilungen"), EVERYBODY),
}
FOR = {
    Kind.GUARDIAN: ("family", "child", "everybody"),
    Kind.CHILD: ("child", "everybody"),
    Kind.EDUCATOR: ("provider", "everybody"),
    Kind.MANAGER: ("provider", "everybody"),
    Kind.SUPPORTER: tuple(GROUPS),
}
"""Whoever is not logged in gets all groups, as does who is asked about all of it."""


class Answer(NamedTuple):
    """One question. Shape: anchor as it stands behind /help#answer-."""

    anchor: str
    question: str
    answer: str


class Group(NamedTuple):
    """The questions of one kind of reader that were found."""

    name: str
    heading: str
    answers: list[Answer]


def found(language: str, kind: str | None, asked: str) -> list[Group]:
    """What this reader is shown, without the groups in which nothing was found.

    Choice: every word that was typed must occur somewhere, in the question, in the answer or in
    the words that people say instead; no ranking, for there are few.
    """
    groups = [
        Group(name, say(language, GROUPS[name][0]), list(_answers(language, name, asked)))
        for name in (FOR[Kind(kind)] if kind else GROUPS)
    ]
    return [group for group in groups if group.answers]


def _answers(language: str, name: str, asked: str) -> Iterator[Answer]:
    for anchor, question, told, more in GROUPS[name][1]:
        question, answer = say(language, question), say(language, told, **figures.known())
        if matching.occurs(asked, f"{question} {answer} {say(language, more)}"):
            yield Answer(anchor, question, answer)
