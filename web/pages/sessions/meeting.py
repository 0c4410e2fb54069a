"""What every page of one session says of it. Rule: S12 S13."""

from typing import Any

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor, Staff
from domain.sessions.session import Session
from web.pages.sessions.words import STATES, WITH, face, minutes, place, span
from web.rendering.templates import dom_id
from web.words import formats
from web.words.formats import Formats
from web.words.translations import say


def brief(session: Session, reader: Visitor[Actor], part: str) -> dict[str, Any]:
    """Shape: part is what the page shows, such as "move". Within zones.reading_in()."""
    language = reader.language
    return {
        "dom_id": dom_id(("choice", session.proposal) if session.is_alternative else session, part),
        "id": str(session.id),
        "address": f"/sessions/{session.id}",
        "state": str(session.state),
        "state_label": say(language, STATES[session.state]),
        **learner(session),
        **_kind(session),
        "title": _title(session, reader),
        "date": f"{Formats(language).day(session.starts_at)}, {span(session, language)}",
        "starts_iso": formats.iso(session.starts_at),
        "line": _line(session, reader),
    }


def learner(session: Session) -> dict[str, Any]:
    """Who learns, as every page shows them."""
    return {
        "colour": session.learner_colour,
        "face": face(session.learner_kind, session.learner_creature),
        "learner": session.learner_name,
    }


def _kind(session: Session) -> dict[str, bool]:
    return {
        "is_request": session.is_request,
        "is_alternative": session.is_alternative,
        "is_sooner": session.is_sooner,
    }


def _title(session: Session, reader: Visitor[Actor]) -> str:
    """To who teaches with whom, to the others by whom."""
    is_staff = isinstance(reader.actor, Staff)
    name = session.learner_name if is_staff else session.educator_name
    return say(reader.language, WITH, service=session.service_name, name=name)


def _line(session: Session, reader: Visitor[Actor]) -> str:
    where = place(session.place, reader, session.educator_name)
    length = Formats(reader.language).minutes(minutes(session))
    return " · ".join([session.learner_name, where, length])
