"""Forms of a session that ask for a reason: "Passt nicht", "Widersprechen", "Verpasst"."""

from typing import Any

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from domain.sessions.session import Session
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.sessions import subject
from web.respond import show as shown
from web.words import zones

REASON_MOST = 500


def typed(form: Form, *, required: bool = False) -> str:
    """What stands under "reason", faults at the field."""
    return form.paragraph("reason", most=REASON_MOST, required=required)


def show(
    request: Request, name: str, session: Session, reader: Visitor[Actor], form: Form, **more: Any
) -> Answer:
    """The form, with 422 what is at fault in it. Shape: name as "sessions/decline"; more is what
    only its partial shows.
    """
    with zones.reading_in(reader.time_zone):
        context = {**subject.of(session, reader, form, name.rpartition("/")[2]), **more}
    return shown(request, name, context, status=200 if form.is_valid else 422)
