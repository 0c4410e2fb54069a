"""A session as the week and the month show it: whom it is for, and what there is to say of it."""

from functools import lru_cache

from domain import clock
from domain.sessions.proposal import Kind, Side
from domain.sessions.week import Taught
from web.pages.calendar.line import Line
from web.pages.calendar.segment import Segment
from web.pages.sessions.words import STATES
from web.words import formats, group_places
from web.words.formats import Formats
from web.words.translations import N_, say

GROUP, EMPTY = N_("%(service)s-Gruppe"), N_("noch niemand bestätigt")
WAITS, ASKS = N_("wartet auf Familie"), N_("wartet auf dich")
CONTINUED = N_("seit %(day)s, %(time)s")
OVER = ("cancelled", "declined")
ALONE = (Kind.ONE, Kind.MOVE)
"""What asks for one time, which its educator may still change."""


class Blocks:
    """What draws the sessions of one week. Within zones.reading_in()."""

    def __init__(self, language: str) -> None:
        self._language, self._now = language, clock.now()
        self._notes = {note: say(language, note) for note in (*STATES.values(), WAITS, ASKS, EMPTY)}

    def line(self, row: Taught, lies: Segment) -> Line:
        of = "group" if row.places_count else "session"
        identity, is_continued = str(row.id), lies.is_continued
        # By place, for a week has sixty: names would cost as much as drawing does.
        return Line(
            *lies.place,
            self._begun(row) if is_continued else formats.time_of_day(*divmod(lies.begin, 60)),
            f"{of}-{identity}-{'rest' if is_continued else 'block'}",
            f"/{of}s/{identity}",
            row.state,
            "" if is_continued else self._moves(row),
            short(row, self._language),
            say(self._language, GROUP, service=row.service) if row.places_count else row.service,
            self._notes[_note(row)],
        )

    def _begun(self, row: Taught) -> str:
        day, time = Formats(self._language).weekday(row.starts_at), formats.clock(row.starts_at)
        return say(self._language, CONTINUED, day=day, time=time)

    def _moves(self, row: Taught) -> str:
        """Where under its address its educator moves it, or exchanges one of several times to
        choose from; "" where they cannot, have to answer first, or have a group. Rule: S2 S10.
        """
        if row.places_count:
            return ""
        if row.state == "confirmed":
            return "move" if row.ends_at > self._now else ""
        if row.state != "pending" or row.asked != Side.FAMILY:
            return ""
        if row.asking == Kind.ALTERNATIVES:
            return "exchange"
        return "move" if row.asking in ALONE else ""


def short(row: Taught, language: str) -> str:
    """Whom it is for. Shape: "Mila K.", of a group "3 von 5"."""
    if row.places_count:
        return group_places.taken(row.taken_count, row.places_count, language)
    return _named(row.learner, row.family)


@lru_cache(maxsize=4096)
def _named(learner: str, family: str) -> str:
    return f"{learner.split()[0]} {initial(family)}."


def initial(name: str) -> str:
    """Shape: "K" of Kaya, "A" of von Ahlen."""
    return next((letter for letter in name if letter.isupper()), name[:1])


def _note(row: Taught) -> str:
    if row.state != "pending":
        return STATES[row.state]
    if row.places_count:
        return EMPTY
    return ASKS if row.asked == "educator" else WAITS
