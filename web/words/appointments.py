"""What a calendar says of a session, to whoever reads it. Rule: S16.

Choice: nothing that somebody wrote, no reason and no link to a room, for many people look into one
calendar; its link leads to the page of the session, which has all that. Dates have their year, so
that the words stay as they are at its end.
"""

from domain.calendar.appointment import Appointment
from domain.sessions.session import State
from web.words import formats, group_places
from web.words.formats import Formats
from web.words.places import place
from web.words.session_credits import FREE_UNTIL
from web.words.sessions import WHAT
from web.words.translations import N_, say

# Google shows the state of no subscribed appointment, so the title says it.
TITLES = {
    State.PENDING: N_("Ausstehend: %(what)s"),
    State.CANCELLED: N_("Abgesagt: %(what)s"),
    State.DECLINED: N_("Abgelehnt: %(what)s"),
    State.MISSED: N_("Verpasst: %(what)s"),
}
LEARNS = N_("%(learner)s: %(what)s")
GROUP = N_("%(service)s-Gruppe, %(taken)s")
UNSURE = N_("Noch nicht bestätigt.")
ALARM = N_("Erinnerung an die Session")


def title(one: Appointment, reader_kind: str, language: str) -> str:
    """Shape: "Mila: Mathe mit Jonas Weber", "Mathe-Gruppe, 3 von 5"; reader_kind a Profile.kind."""
    is_staff = reader_kind in ("educator", "manager")
    name = one.learner if is_staff else one.educator
    what = say(language, WHAT, service=one.service, name=name)
    if one.places_count:
        taken = group_places.taken(one.taken_count, one.places_count, language)
        what = say(language, GROUP, service=one.service, taken=taken)
    elif reader_kind == "guardian":
        what = say(language, LEARNS, learner=one.learner, what=what)
    state = TITLES.get(State(one.state))
    return say(language, state, what=what) if state else what


def text(one: Appointment, reader_kind: str, language: str) -> str:
    """What it says besides: whether it stands, and until when cancelling is free. Rule: S8."""
    if one.state == State.PENDING:
        return say(language, UNSURE)
    limit = one.free_until
    if reader_kind != "guardian" or one.state != State.CONFIRMED or limit is None:
        return ""
    day, clock = Formats(language).day_numeric(limit), formats.clock(limit)
    return say(language, FREE_UNTIL, moment=f"{day}, {clock}")


def where(one: Appointment, reader_kind: str, language: str) -> str:
    said = place(one.place, reader_kind, one.educator, language)
    return f"{said}, {one.place_detail}" if one.place_detail else said
