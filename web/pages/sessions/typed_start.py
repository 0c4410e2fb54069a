"""When what is typed of a session would begin, as far as that is said yet."""

from datetime import datetime

from domain.accounts.visitor import Visitor
from domain.errors import Invalid
from domain.profiles.actor import Staff
from domain.sessions import fault
from domain.sessions.fault import Draft
from web.forms import Form
from web.pages.sessions import draft
from web.words import zones


def of(meant: Draft) -> datetime | None:
    try:
        return fault.starts_at(meant)
    except Invalid:
        return None


def of_form(form: Form, educator: Visitor[Staff]) -> datetime | None:
    """Of one time alone."""
    return of(draft.read(form.copy()).draft(zones.named(educator.time_zone).key))
