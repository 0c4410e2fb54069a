"""Made-up values of /patterns, as the handlers of real ones give them to the partials."""

from datetime import timedelta
from typing import Any

from domain import clock
from web.pages.sessions import costs
from web.pages.sessions.cards import Card
from web.pages.sessions.waiting import Answerable
from web.pages.sessions.words import STATES
from web.words.formats import iso

BEFORE = """# Absagen

Bis 24 Stunden vorher sagt ihr kostenfrei ab.

1. Bücher bringt jedes Kind mit.
2. Getränke sind erlaubt.

# Ferien

In den Ferien findet nichts statt.

# Haftung

Für Garderobe wird nicht gehaftet."""
AFTER = """# Absagen

Bis 48 Stunden vor dem Beginn sagt ihr kostenfrei ab.

1. Bücher bringt jedes Kind mit.
2. Handys bleiben in der Tasche.

# Ferien

In den Ferien findet nichts statt.

# Haftung

Für Garderobe wird nicht gehaftet.

Fotos macht niemand ohne zu fragen."""
"""What an agreement says, and said before."""
LONG = "Mathematik für die Oberstufe mit Wiederholung · Alexandra-Sophie von und zu Musterhausen"

MEETING = {
    "dom_id": "pattern-show",
    "title": "Mathe mit Jonas Weber",
    "date": "Mo 23. Nov, 15:30–16:15",
    "learner": "Mila",
    "due": "Kostenfrei absagen bis So 22. Nov, 15:30.",
    "left": "4 Std. 12 Min.",
    "is_offer": False,
    "is_request": False,
    "can_note": False,
    "is_too_late_to_move": False,
    "moves": [],
    "is_move": False,
    "is_sooner": False,
    "can_wait_sooner": False,
    "is_asked_whole": False,
    "noted": [],
    "documents": [],
    "documents_address": "",
    "near": [],
    "bound": costs.Bound(),
    "meeting_address": "https://meet.example/room",
    "is_meeting_open": True,
    "message": "Bring bitte das Arbeitsblatt mit.",
    "by": "Jonas Weber",
    "objected": None,
    "choice": None,
    "instead": None,
    "group": None,
    "series_address": "",
    "turns_iso": "",
    "undo_until_iso": "",
    "obstacle": "",
    "asking_address": "",
    "facts": [("Ort", "online"), ("Credits", "1 reserviert")],
}
WAITING = Answerable(
    dom_id="pattern-waiting",
    address="/patterns",
    acts_on="/patterns",
    colour="0",
    creature="0",
    initial="",
    starts_iso="",
    heading="Mathe mit Jonas Weber",
    facts="für Mila · 45 Min · online · 1 Credit",
    date="Di 24. Nov · 16:00–16:45",
    message="Passt euch Dienstag?",
    binding="Kostenfrei absagen bis Mo 23. Nov, 16:00",
    binding_until_iso="",
    obstacle="",
    asking_address="",
    undo_until_iso="",
)


def card(at: int, state: str) -> Card:
    starts = clock.now() + timedelta(hours=30 + at)
    is_free = state == "confirmed"
    return Card(
        dom_id=f"pattern-{state}-card",
        address="/patterns",
        state=state,
        state_label=STATES[state],
        colour=str(at),
        face=f"c{at}",
        starts_iso=iso(starts),
        day="So 22. Nov" if at == 0 else "",
        day_label="Heute" if at == 0 else "",
        time=f"{10 + at}:00",
        length="45 Min",
        title=LONG if state == "missed" else "Mathe · Jonas Weber",
        line="Mila",
        free_until_iso=iso(starts - timedelta(hours=24)) if is_free else "",
        free_left="6 Std." if is_free else "",
    )


def waiting() -> Answerable:
    return WAITING._replace(starts_iso=iso(clock.now() + timedelta(hours=30)))


def meeting() -> dict[str, Any]:
    starts = clock.now() + timedelta(minutes=8)
    return {
        **card(1, "confirmed")._asdict(),
        **MEETING,
        **_abilities("confirm", "decline", "cancel"),
        "left_iso": iso(clock.now() + timedelta(hours=4, minutes=13)),
        "meeting_from_iso": iso(starts - timedelta(minutes=10)),
        "meeting_until_iso": iso(starts + timedelta(minutes=45)),
        "history": [
            ("pending", "Jonas Weber hat vorgeschlagen", "Fr 20. Nov, 09:12", iso(starts), ""),
            ("confirmed", "Nadia Kaya hat bestätigt", "Fr 20. Nov, 18:40", iso(starts), "Gern!"),
        ],
    }


def following() -> dict[str, Any]:
    return {
        **meeting(),
        "title": "Mathe mit Jonas",
        "date": "15:30 Uhr",
        "starts_iso": iso(clock.now() + timedelta(minutes=8)),
        "starts_in": "in 8 Minuten",
        "ring": 13,
        "is_running": False,
        "place": "",
    }


def coming(days: int) -> dict[str, Any]:
    return {
        "dom_id": f"pattern-coming-{days}",
        "address": "/patterns",
        "state": "confirmed" if days == 1 else "pending",
        "state_label": "" if days == 1 else STATES["pending"],
        "starts_iso": iso(clock.now() + timedelta(days=days)),
        "date": "Mi · 15:15",
        "title": "Mathe mit Jonas",
        "starts_in": f"in {days + 1} Tagen",
        "one_of": "",
    }


def _abilities(*able: str) -> dict[str, bool]:
    names = (
        *("confirm", "decline", "cancel", "move", "reschedule", "waive"),
        *("mark_missed", "correct", "object", "uphold"),
    )
    return {f"can_{name}": name in able for name in names}
