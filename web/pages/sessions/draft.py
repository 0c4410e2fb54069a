"""A draft: what an educator typed of a session, which becomes an offer once it is whole."""

from collections.abc import Sequence
from datetime import date, time
from typing import NamedTuple
from uuid import UUID

from domain.errors import Invalid
from domain.sessions.fault import Draft
from domain.sessions.learner import Learner
from domain.sessions.offer import Offer
from domain.sessions.place import Place
from web.forms import Form
from web.pages.sessions import whom

MESSAGE_MOST, DETAIL_MOST = 1000, 300
FIELDS = {
    "starts_on": "date",
    "starts_at": "start",
    "meeting_url": "place_detail",
    "first_on": "date",
}
"""What the domain calls them, and the form."""


class Typed(NamedTuple):
    """Shape: None, or "" for the place, where the form says what is wrong; detail is an address,
    or online a link. Rule: S13.
    """

    service: UUID | None
    day: date | None
    start: time | None
    place: str
    detail: str
    message: str

    @property
    def link(self) -> str:
        return self.detail if self.place == Place.ONLINE else ""

    def where(self, room: str) -> tuple[Place, str, str]:
        """The place, what is said of it, and the link, or else the room."""
        place = Place(self.place)
        return (place, "", self.link or room) if place == Place.ONLINE else (place, self.detail, "")

    def draft(self, zone: str) -> Draft:
        """As far as it has come. Shape: day and start are meant in the zone."""
        return Draft(self.service, self.day, self.start, zone, self.link, self.message)

    def offer(self, key: UUID, learner: UUID, zone: str, room: str) -> Offer | None:
        """None while something is missing. Shape: room is where they meet without a link."""
        if self.service is None or self.day is None or self.start is None or not self.place:
            return None
        when, where = (self.day, self.start, zone), self.where(room)
        return Offer(key, learner, self.service, *when, *where, self.message)


def of(form: Form, known: Sequence[Learner]) -> tuple[Learner | None, Typed, str]:
    """For whom and what, and the room where they meet without a link, "" where there is none.

    Rule: S13. Errors: NotFound (a family that is not theirs).
    """
    learner, typed = whom.read(form, known), read(form)
    room = learner.room if learner else next((one.own_room for one in known), "")
    must_have_room(form, typed, room)
    return learner, typed, room


def must_have_room(form: Form, typed: Typed, room: str) -> None:
    """Names it at the field where there is no link."""
    if typed.place == Place.ONLINE and not (typed.link or room):
        form.refuse("place_detail", "no_room")


def refuse(form: Form, error: Invalid) -> None:
    form.refuse(FIELDS.get(error.field, error.field), error.code, **error.values)


def read(form: Form) -> Typed:
    """Rule: S2 S13. Names every fault at its field."""
    return Typed(
        form.uuid("service"),
        form.date("date"),
        form.time("start"),
        form.choice("place", [place.value for place in Place]),
        form.text("place_detail", most=DETAIL_MOST, required=False),
        form.paragraph("message", most=MESSAGE_MOST),
    )
