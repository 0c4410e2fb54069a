"""The fields of a service, the same for a new one and for one that is changed."""

from typing import NamedTuple

from domain.providers import service
from domain.providers.service import ONE_PLACE, Places
from web.forms import Form


class Typed(NamedTuple):
    """In the order that the domain takes them."""

    name: str
    duration_minutes: int
    credits: int
    description: str
    places: Places


def read(form: Form) -> Typed | None:
    """What was typed, or None where a field is at fault. Units: minutes, whole credits, hours."""
    name = form.text("name", most=service.NAME_MOST)
    minutes = form.integer(
        "duration_minutes",
        least=service.DURATION_MINUTES.start,
        most=service.DURATION_MINUTES.stop - 1,
    )
    credits = form.integer("credits", most=service.CREDITS.stop - 1)
    description = form.paragraph("description")
    places = _places(form)
    if not form.is_valid or minutes is None or credits is None:
        return None
    return Typed(name, minutes, credits, description, places)


def _places(form: Form) -> Places:
    """Rule: S18. Choice: what is left empty is what most services are: of one place."""
    count = form.integer("places_count", least=1, most=service.PLACES.stop - 1, required=False)
    minimum = form.integer("minimum_count", most=service.PLACES.stop - 1, required=False)
    hours = form.integer(
        "call_off_hours", least=1, most=service.CALL_OFF_HOURS.stop - 1, required=False
    )
    return Places(count or ONE_PLACE.places_count, minimum or 0, hours or ONE_PLACE.call_off_hours)
