"""The fields of a service, the same for a new one and for one that is changed."""

from typing import NamedTuple

from domain.providers import service
from web.forms import Form


class Typed(NamedTuple):
    """In the order that the domain takes them."""

    name: str
    duration_minutes: int
    credits: int
    description: str


def read(form: Form) -> Typed | None:
    """What was typed, or None where a field is at fault. Units: minutes, whole credits."""
    name = form.text("name", most=service.NAME_MOST)
    minutes = form.integer(
        "duration_minutes",
        least=service.DURATION_MINUTES.start,
        most=service.DURATION_MINUTES.stop - 1,
    )
    credits = form.integer("credits", most=service.CREDITS.stop - 1)
    description = form.paragraph("description")
    if not form.is_valid or minutes is None or credits is None:
        return None
    return Typed(name, minutes, credits, description)
