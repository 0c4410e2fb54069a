"""What every form of one session starts with."""

from typing import Any

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from domain.sessions.session import Session
from web.forms import Form
from web.pages.sessions import meeting
from web.pages.sessions.words import FAMILY
from web.words.translations import say


def of(session: Session, reader: Visitor[Actor], form: Form, part: str) -> dict[str, Any]:
    """Shape: educator is a first name; part as for meeting.brief. Within zones.reading_in()."""
    shown = meeting.brief(session, reader, part)
    return {
        "dom_id": shown["dom_id"],
        "session": shown,
        "educator": session.educator_name.split()[0],
        "family": say(reader.language, FAMILY, name=session.family_name),
        "form": form,
    }
