"""Forms of a session that ask for a reason: "Passt nicht", "Widersprechen", "Bleibt verpasst"."""

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from domain.sessions.session import Session
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.sessions import meeting
from web.pages.sessions.words import FAMILY
from web.respond import show as shown
from web.words import formats
from web.words.translations import say


def show(
    request: Request, name: str, found: Session, reader: Visitor[Actor], form: Form, said: str = ""
) -> Answer:
    """Shape: name as "sessions/decline"; said is what the other side wrote."""
    with formats.reading_in(reader.time_zone):
        session = meeting.brief(found, reader, name.rpartition("/")[2])
    context = {
        "dom_id": session["dom_id"],
        "session": session,
        "educator": found.educator_name.split()[0],
        "family": say(reader.language, FAMILY, name=found.family_name),
        "said": said,
        "form": form,
    }
    return shown(request, name, context, status=200 if form.is_valid else 422)
