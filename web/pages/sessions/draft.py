"""A draft: what an educator typed of a session, which becomes an offer once it is whole."""

from datetime import date, time
from typing import NamedTuple
from uuid import UUID

from domain.sessions.fault import Draft
from domain.sessions.offer import Offer
from domain.sessions.session import Place
from web.forms import Form

MESSAGE_MOST, DETAIL_MOST = 1000, 300


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

    def draft(self, zone: str) -> Draft:
        """As far as it has come. Shape: day and start are meant in the zone."""
        return Draft(self.service, self.day, self.start, zone, self.link, self.message)

    def offer(self, key: UUID, learner: UUID, zone: str, room: str) -> Offer | None:
        """None while something is missing. Shape: room is where they meet without a link."""
        if self.service is None or self.day is None or self.start is None or not self.place:
            return None
        place = Place(self.place)
        detail, link = ("", self.link or room) if place == Place.ONLINE else (self.detail, "")
        when = (self.day, self.start, zone)
        return Offer(key, learner, self.service, *when, place, detail, link, self.message)


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
