"""Quiet hours as fields of a form, and back. Rule: N1."""

from uuid import UUID

from domain.errors import Invalid
from domain.notifications import quiet_span
from domain.notifications.quiet_span import Quiet
from web.forms import Form

QUIET_AT_FIRST = ("21:00", "07:00")
"""What stands in the fields of whoever has none yet."""


def read(form: Form, id: UUID) -> Quiet | None:
    """Faults are named in the form."""
    if not form.checked(f"quiet-{id}"):
        return None
    begins, ends = form.time(f"quiet_from-{id}"), form.time(f"quiet_until-{id}")
    if begins is None or ends is None:
        return None
    try:
        return quiet_span.between(begins, ends)
    except Invalid as error:
        form.refuse(f"quiet_until-{id}", error.code)
        return None


def typed(quiet: Quiet | None) -> tuple[str, str]:
    """When they begin and end, before anybody types."""
    if quiet is None:
        return QUIET_AT_FIRST
    begins, ends = (f"{quiet_span.wall_time(each):%H:%M}" for each in quiet)
    return begins, ends
