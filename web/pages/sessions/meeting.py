"""Meeting-Info: all there is to say of one session, for whoever reads. Rule: S12 S13."""

from datetime import datetime
from typing import Any

from domain import clock, events
from domain.accounts.visitor import Visitor
from domain.credits import standing
from domain.credits.standing import Standing
from domain.profiles.actor import Actor, Staff
from domain.sessions import (
    answer,
    attendance,
    cancellation,
    note,
    objection,
    undo_window,
    upholding,
)
from domain.sessions.session import ROOM_OPENS, Session, State
from web.pages.requests import near
from web.pages.sessions import facts, history, noted, obstacles, story
from web.pages.sessions.words import STATES, WITH, face, minutes, place, span
from web.rendering.templates import dom_id
from web.words import formats, zones
from web.words.formats import Formats
from web.words.translations import say


async def context(session: Session, reader: Visitor[Actor]) -> dict[str, Any]:
    """What partials/sessions/show.html needs, as `session`."""
    past = await events.of_session(session.id)
    counts = await standing.of_session(session.id)
    shown = described(session, reader, past, counts)
    if shown["can_confirm"]:
        shown.update((await obstacles.of(session, reader))._asdict())
    shown["noted"] = await noted.of(session, reader)
    if session.is_request and session.state == State.DECLINED:
        shown["near"] = await near.of(session, reader)
    return shown


def described(
    session: Session, reader: Visitor[Actor], past: list[Any], counts: Standing
) -> dict[str, Any]:
    """The same of what was read before, for many at once."""
    now = clock.now()
    made = objection.of_history(past) if session.state == State.MISSED else None
    turning = story.turns(session, reader, now)
    with zones.reading_in(reader.time_zone):
        return {
            **brief(session, reader, "show"),
            **story.of(session, reader, past, made, now),
            **room(session, now),
            **_abilities(session, reader, now, made),
            **_undoing(session, reader),
            "series_address": f"/series/{session.series}" if session.series else "",
            "turns_iso": formats.iso(turning) if turning else "",
            "objected": history.objected(made, session, reader),
            **obstacles.Said()._asdict(),
            "near": [],
            "message": session.message,
            "by": session.asker_name,
            "facts": facts.of(session, reader, counts),
            "history": history.rows(past, reader.language),
            "noted": [],
        }


def brief(session: Session, reader: Visitor[Actor], part: str) -> dict[str, Any]:
    """What every page of one session says of it. Within zones.reading_in()."""
    said, language = Formats(reader.language), reader.language
    is_staff = isinstance(reader.actor, Staff)
    where = place(session.place, reader, session.educator_name)
    name = session.learner_name if is_staff else session.educator_name
    return {
        "dom_id": dom_id(session, part),
        "address": f"/sessions/{session.id}",
        "state": str(session.state),
        "state_label": say(language, STATES[session.state]),
        "colour": session.learner_colour,
        "face": face(session.learner_kind, session.learner_colour),
        "learner": session.learner_name,
        "is_request": session.is_request,
        "title": say(language, WITH, service=session.service_name, name=name),
        "date": f"{said.day(session.starts_at)}, {span(session, language)}",
        "starts_iso": formats.iso(session.starts_at),
        "line": " · ".join([session.learner_name, where, said.minutes(minutes(session))]),
    }


def room(session: Session, now: datetime) -> dict[str, Any]:
    """The way to the video room, with when it opens. Rule: S13."""
    is_there = (
        session.state == State.CONFIRMED and bool(session.meeting_url) and now <= session.ends_at
    )
    return {
        "meeting_address": session.meeting_url if is_there else "",
        "meeting_from_iso": formats.iso(session.starts_at - ROOM_OPENS),
        "meeting_until_iso": formats.iso(session.ends_at),
        "is_meeting_open": session.is_room_open(now),
    }


def _abilities(
    session: Session, reader: Visitor[Actor], now: datetime, made: objection.Standing | None
) -> dict[str, bool]:
    by = reader.actor
    may_answer = session.is_waiting(now) and answer.may_answer(session, by=by)
    return {
        "can_confirm": may_answer,
        "can_decline": may_answer,
        "can_cancel": cancellation.refusal(session, by=by, now=now) is None,
        "is_offer": session.state == State.PENDING,
        "can_mark_missed": attendance.missing_refusal(session, by=by, now=now) is None,
        "can_correct": attendance.correcting_refusal(session, by=by, now=now) is None,
        "can_object": objection.refusal(session, made, by=by, now=now) is None,
        "can_note": note.refusal(session, by=by, now=now) is None,
        "can_uphold": upholding.refusal(session, made, by=by) is None,
    }


def _undoing(session: Session, reader: Visitor[Actor]) -> dict[str, str]:
    """Until when "Rückgängig" works for the reader. Rule: S1."""
    if not answer.may_undo(session, by=reader.actor) or session.answered_at is None:
        return {"undo_until_iso": ""}
    return {"undo_until_iso": formats.iso(undo_window.ends_at(session.answered_at))}
