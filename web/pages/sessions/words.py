"""The words of states and places, and when and where a session is."""

from datetime import timedelta
from typing import Any

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from web.words import formats
from web.words.translations import N_, say

STATES = {
    "pending": N_("Ausstehend"),
    "confirmed": N_("Bestätigt"),
    "declined": N_("Abgelehnt"),
    "completed": N_("Abgeschlossen"),
    "cancelled": N_("Abgesagt"),
    "missed": N_("Verpasst"),
}
# For families, and for the educator who chooses one.
PLACES = {
    "online": N_("online"),
    "at_family": N_("bei euch zu Hause"),
    "at_provider": N_("bei %(name)s"),
    "elsewhere": N_("woanders"),
}
OWN_PLACES = {
    "online": N_("online"),
    "at_family": N_("bei der Familie"),
    "at_provider": N_("bei mir"),
    "elsewhere": N_("woanders"),
}
CHILDS_PLACES = {**PLACES, "at_family": N_("bei dir zu Hause")}
SOMEBODY = N_("Jemand")
WITH = N_("%(service)s mit %(name)s")
FAMILY = N_("Familie %(name)s")


def minutes(row: Any) -> int:
    """Of a session or a row of a list, none of which lasts a day."""
    length: timedelta = row.ends_at - row.starts_at
    return length.seconds // 60


def place(code: str, reader: Visitor[Actor], educator: str) -> str:
    """Where it is, as the reader would say it. Rule: S13."""
    words = {"educator": OWN_PLACES, "child": CHILDS_PLACES}.get(reader.kind, PLACES)
    return say(reader.language, words[code], name=educator)


def span(row: Any, language: str) -> str:
    """Shape: 16:00–16:45."""
    return formats.span(row.starts_at, row.ends_at, language)
