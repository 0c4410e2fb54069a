"""Groups that a family can join, as "Termin anfordern" shows them. Rule: S18."""

from typing import NamedTuple

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Guardian
from domain.sessions import group_joining, group_seats
from domain.sessions.group import Group
from domain.sessions.group_seats import Seat
from web.pages.groups import people
from web.pages.requests.steps import Chosen
from web.pages.sessions.words import WITH
from web.words import group_places, zones
from web.words.formats import Formats
from web.words.translations import say


class Row(NamedTuple):
    """Shape: small is "Mo 30. Nov, 16:00 · Gruppe, noch 2 Plätze frei", and where somebody of the
    family is in it "Mila ist dabei.", alone where everybody is.
    """

    address: str
    text: str
    small: str


async def rows(chosen: Chosen, guardian: Visitor[Guardian]) -> list[Row]:
    """Of the educator chosen, or of all; in order of time. Two queries, one for none."""
    known = await group_joining.offered(guardian.actor)
    offered = [each for each in known if chosen.educator in (None, each.educator)]
    mine = await group_seats.among(offered, by=guardian.actor)
    with zones.reading_in(guardian.time_zone):
        return [
            _row(each, [Seat(one, mine[each.id].get(one.id)) for one in chosen.learners], guardian)
            for each in offered
        ]


def _row(one: Group, seats: list[Seat], guardian: Visitor[Guardian]) -> Row:
    language = guardian.language
    there = [people.there(seat, language)[1] for seat in seats if seat.session]
    free = [] if len(there) == len(seats) else [group_places.free(one.free_count, language)]
    return Row(
        f"/groups/{one.id}/joining",
        say(language, WITH, service=one.service_name, name=one.educator_name),
        " · ".join([Formats(language).moment(one.starts_at), *free, *there]),
    )
