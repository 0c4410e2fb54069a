"""The words of states, and when and where a session is."""

from datetime import timedelta
from typing import Any

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from web.words import formats, places
from web.words.translations import N_

STATES = {
    "pending": N_("Ausstehend"),
    "confirmed": N_("Bestätigt"),
    "declined": N_("Abgelehnt"),
    "completed": N_("Abgeschlossen"),
    "cancelled": N_("Abgesagt"),
    "missed": N_("Verpasst"),
}
SOMEBODY = N_("Jemand")
WITH = N_("%(service)s mit %(name)s")
FAMILY = N_("Familie %(name)s")


def face(kind: str, creature: int) -> str:
    """What somebody's name stands behind, in the sprite: a child's creature, or a dot."""
    return f"c{creature}" if kind == "child" else "adult"


def minutes(row: Any) -> int:
    """Of a session or a row of a list, none of which lasts a day."""
    length: timedelta = row.ends_at - row.starts_at
    return length.seconds // 60


def place(code: str, reader: Visitor[Actor], educator: str) -> str:
    """Where it is, as the reader would say it. Rule: S13."""
    return places.place(code, reader.kind, educator, reader.language)


def span(row: Any, language: str) -> str:
    """Shape: 16:00–16:45."""
    return formats.span(row.starts_at, row.ends_at, language)
