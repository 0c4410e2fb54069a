"""Help: what people ask, with answers whose figures are the code's. Rule: N8."""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from domain.accounts import device, login_email, login_pin, password_strength
from domain.profiles.profile import FIRST_REMINDERS, Kind
from domain.providers import provider
from domain.sessions import attendance, completion, objection, session, undo_window
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
}
"""Whoever is not logged in gets all groups."""


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
    words = asked.casefold().split()
    groups = [
        Group(name, say(language, GROUPS[name][0]), list(_answers(language, name, words)))
        for name in (FOR[Kind(kind)] if kind else GROUPS)
    ]
    return [group for group in groups if group.answers]


def figures() -> dict[str, int]:
    """Every figure that an answer names, from where the code has it. Shape: name to number."""
    early, late = FIRST_REMINDERS[Kind.GUARDIAN]
    return {
        "notice_hours": provider.NOTICE_HOURS_DEFAULT,
        "notice_days_most": provider.NOTICE_HOURS_MOST // 24,
        "undo_seconds": _in(undo_window.LENGTH, seconds=1),
        "missed_minutes": _in(attendance.MISSED_FROM, minutes=1),
        "correct_days": _in(attendance.CORRECTABLE, days=1),
        "object_hours": _in(objection.OBJECTION, hours=1),
        "completed_minutes": _in(completion.COMPLETED_AFTER, minutes=1),
        "room_minutes": _in(session.ROOM_OPENS, minutes=1),
        "early_hours": early // 60,
        "late_minutes": late,
        "child_reminder_minutes": FIRST_REMINDERS[Kind.CHILD][0],
        "login_minutes": _in(login_email.KEPT, minutes=1),
        "pin_attempts": login_pin.PIN_ATTEMPTS,
        "device_days": _in(device.KEPT, days=1),
        "password_least": password_strength.LENGTH_LEAST,
        "password_most": password_strength.LENGTH_MOST,
    }


def _answers(language: str, name: str, words: list[str]) -> Iterator[Answer]:
    for anchor, asked, told, more in GROUPS[name][1]:
        question, answer = say(language, asked), say(language, told, **figures())
        text = f"{question} {answer} {say(language, more)}".casefold()
        if all(word in text for word in words):
            yield Answer(anchor, question, answer)


def _in(length: timedelta, **unit: int) -> int:
    return length // timedelta(**unit)
