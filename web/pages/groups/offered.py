"""What the form of a new group offers, and what is foreseen of it. Rule: S18."""

from datetime import time, timedelta
from typing import Any

from domain import clock
from domain.accounts.visitor import Visitor
from domain.profiles.actor import Staff
from domain.providers import service
from domain.providers.service import Service
from domain.sessions import week
from domain.sessions.fault import YEARS_AHEAD
from domain.sessions.wall_clock import instant
from web.forms import Form
from web.pages.groups.together import Together
from web.pages.groups.typed_group import PLACES
from web.pages.sessions import draft, foreseen, typed_start
from web.words import zones
from web.words.formats import Formats
from web.words.places import OWN_PLACES
from web.words.translations import N_, say

SERVICE = N_("%(name)s · %(length)s · %(places)s Plätze")


async def groups(educator: Visitor[Staff]) -> list[Service]:
    """What can be booked by several."""
    offered = await service.offered(educator.actor.provider_id)
    return [each for each in offered if each.is_group]


def booked(several: list[Service], form: Form) -> Service | None:
    """Shape: without a choice the first, which stands there."""
    chosen = form.value("service")
    return next((one for one in several if str(one.id) == chosen or not chosen), None)


async def hints(
    form: Form, booked: Service | None, suiting: Together, educator: Visitor[Staff]
) -> list[str]:
    """What there is to say of the time before it is sent, as of one session.

    Rule: S2 S4 S6 S7 S17.
    """
    zone = zones.named(educator.time_zone).key
    meant = draft.read(form.copy()).draft(zone)
    if meant.day is None:
        return []
    day = min(meant.day, clock.latest_day(YEARS_AHEAD))
    until = instant(day, time.max, zone) + timedelta(days=1)
    ahead = await week.ahead(educator.profile_id, clock.now(), until)
    (said,) = await foreseen.of_times([meant], booked, ahead, educator)
    elsewhere = suiting.of_time(typed_start.of_form(form, educator), booked, educator.language)
    return [*said, *elsewhere]


def choices(several: list[Service], language: str) -> dict[str, Any]:
    """Within zones.reading_in()."""
    said = Formats(language)
    return {
        "services": [
            (
                str(each.id),
                say(
                    language,
                    SERVICE,
                    name=each.name,
                    length=said.minutes(each.duration_minutes),
                    places=each.places_count,
                ),
            )
            for each in several
        ],
        "places": [(code, say(language, OWN_PLACES[code])) for code in PLACES],
    }
