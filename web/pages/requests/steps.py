"""What a family has chosen so far of a request, by its address, and what it chooses next. Rule: S5.

Shape: what there is only one of is chosen by itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode
from uuid import UUID

from domain.accounts.visitor import Visitor
from domain.profiles import members
from domain.profiles.actor import Guardian
from domain.profiles.members import Member
from domain.sessions import bookable
from domain.sessions.bookable import Bookable
from domain.sessions.request import Wish
from web import inputs

PATH = "/requests/new"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Shape: asked are the values of the address; None where it is not chosen yet."""

    known: list[Bookable]
    learners: list[Member]
    asked: Mapping[str, str]

    @property
    def educator(self) -> UUID | None:
        return _picked(self.asked.get("educator", ""), {each.educator for each in self.known})

    @property
    def service(self) -> UUID | None:
        return _picked(self.asked.get("service", ""), {each.service for each in self.offered})

    @property
    def learner(self) -> UUID | None:
        return _picked(self.asked.get("learner", ""), {each.id for each in self.learners})

    @property
    def offered(self) -> list[Bookable]:
        return [each for each in self.known if each.educator == self.educator]

    @property
    def booked(self) -> Bookable | None:
        return next((each for each in self.offered if each.service == self.service), None)

    @property
    def missing(self) -> str:
        """What is to choose before the day; "" where nothing is."""
        chosen = {"educator": self.educator, "service": self.service, "learner": self.learner}
        return next((name for name, value in chosen.items() if value is None), "")

    @property
    def day(self) -> date | None:
        return _read(self.asked.get("date", ""))

    @property
    def sheet(self) -> date | None:
        """From where on the sheet is asked for."""
        return _read(self.asked.get("from", ""))

    @property
    def slot(self) -> datetime | None:
        try:
            return inputs.moment(self.asked.get("slot", ""))
        except ValueError:
            return None

    @property
    def values(self) -> dict[str, str]:
        """What stands in every address from here on."""
        chosen = {"educator": self.educator, "service": self.service, "learner": self.learner}
        return {name: str(value) for name, value in chosen.items() if value}

    def wish(self, starts_at: datetime) -> Wish | None:
        if self.booked is None or self.learner is None:
            return None
        return Wish(self.booked, self.learner, starts_at)

    @property
    def wished(self) -> Wish | None:
        """With the slot that is chosen, where one is."""
        return self.wish(self.slot) if self.slot else None

    def address(self, **more: object) -> str:
        return f"{PATH}?{urlencode({**self.values, **more})}"

    def without(self, name: str) -> str:
        """The address with one of them to be chosen anew."""
        kept = {each: value for each, value in self.values.items() if each != name}
        return f"{PATH}?{urlencode(kept)}"


async def of(asked: Mapping[str, str], guardian: Visitor[Guardian]) -> Chosen:
    """Two queries. Shape: provider alone chooses whom it is one of."""
    known = await bookable.by_family(guardian.actor)
    theirs = {each.educator for each in known if str(each.provider) == asked.get("provider")}
    if len(theirs) == 1 and not asked.get("educator"):
        asked = {**asked, "educator": str(theirs.pop())}
    return Chosen(known, await members.learners(guardian.actor.family_id), asked)


def _picked(asked: str, offered: Iterable[UUID]) -> UUID | None:
    among = {str(each): each for each in offered}
    return among.get(asked) or (next(iter(among.values())) if len(among) == 1 else None)


def _read(typed: str) -> date | None:
    try:
        day = inputs.date(typed)
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2100 else None
