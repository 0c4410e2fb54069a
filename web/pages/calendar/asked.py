"""The day that a page of the calendar is asked for."""

from datetime import date

YEARS = range(2000, 2101)


def day(text: str, today: date) -> date:
    """Of `?date=`, else today. Choice: what is no day, or far away, is no fault of the reader's."""
    try:
        asked = date.fromisoformat(text)
    except ValueError:
        return today
    return asked if asked.year in YEARS else today
