"""What a day of the week is drawn from, row by row. Shape: texts (web/rendering/rows.py)."""

from typing import NamedTuple


class Line(NamedTuple):
    """A session, or what calendars elsewhere take, which has a time alone.

    Shape: partials/calendar/_line.html.
    """

    hour: str
    minute: str
    hours: str
    minutes: str
    lane: str
    lanes: str
    time: str
    dom_id: str = ""
    address: str = ""
    state: str = ""
    moves: str = ""
    who: str = ""
    what: str = ""
    note: str = ""

    @property
    def begins(self) -> tuple[int, int]:
        return int(self.hour), int(self.minute)
