"""What was typed of how a session repeats. Rule: S7. Shape: partials/sessions/_repeating.html."""

from datetime import date, time
from typing import Any

from domain.sessions import recurrence_fault
from domain.sessions.recurrence import MOST_TIMES, Recurrence
from domain.sessions.recurrence_fault import MOST_WEEKS, WEEKDAYS
from web.forms import Form
from web.pages.sessions import draft
from web.words import repeating
from web.words.translations import say

SERIES = "series"
"""What `kind` says in a form of several dates."""
BOXES = [f"weekday_{number}" for number in WEEKDAYS]
TYPED = ("kind", "every_weeks", "end", "times", "until", *BOXES)
DEFAULTS = {"every_weeks": "1", "end": "times", "times": "10"}


def is_asked(form: Form) -> bool:
    return form.value("kind") == SERIES


def read(form: Form, first: date | None, wall_time: time | None, zone: str) -> Recurrence | None:
    """None where the form says what is wrong. Choice: without a weekday it is the first date's."""
    weeks = form.integer("every_weeks", least=1, most=MOST_WEEKS)
    end = form.choice("end", ("times", "until"))
    times = form.integer("times", least=1, most=MOST_TIMES) if end == "times" else None
    until = form.date("until") if end == "until" else None
    if not form.is_valid or first is None or wall_time is None or weeks is None:
        return None
    chosen = tuple(number for number, box in enumerate(BOXES) if form.checked(box))
    typed = Recurrence(
        first, weeks, chosen or (first.weekday(),), wall_time, zone, until=until, times=times
    )
    for each in recurrence_fault.of(typed):
        draft.refuse(form, each)
    return typed if form.is_valid else None


def context(form: Form, language: str) -> dict[str, Any]:
    """What the form offers of it."""
    return {
        "is_series": is_asked(form),
        "weekdays": [
            (box, say(language, repeating.NAMES[number]), form.checked(box))
            for number, box in enumerate(BOXES)
        ],
        "most_weeks": MOST_WEEKS,
        "most_times": MOST_TIMES,
    }
