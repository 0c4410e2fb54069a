"""Meeting-Info: all there is to say of one session, for whoever reads. Rule: S12 S13."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from domain import clock
from domain.accounts.visitor import Visitor
from domain.credits import standing
from domain.credits.standing import Standing
from domain.profiles.actor import Actor, Staff
from domain.sessions import (
    group,
    objection,
    sooner_wait,
    thread,
    waiver,
)
from domain.sessions.proposal import Kind
from domain.sessions.session import ROOM_OPENS, Session, State
from domain.sessions.thread import Happened
from web.pages.requests import near
from web.pages.sessions import abilities, choice, facts, history, moved, noted, obstacles, story
from web.pages.sessions.words import STATES, WITH, face, minutes, place, span
from web.rendering.templates import dom_id
from web.words import formats, groups, zones
from web.words.formats import Formats
from web.words.translations import N_, say

OF_GROUP = N_("In einer Gruppe: %(taken)s")


async def context(session: Session, reader: Visitor[Actor]) -> dict[str, Any]:
    """What partials/sessions/show.html needs, as `session`."""
    past = await thread.history(session.id)
    counts = await standing.of_session(session.id)
    shown = described(session, reader, past, counts)
    if shown["can_confirm"]:
        shown.update((await obstacles.of(session, reader))._asdict())
    if session.group_date is not None:
        shown["group"] = await _group(session.group_date, reader)
    shown["noted"] = await noted.of(session, reader)
    shown["can_wait_sooner"] = await _can_wait_sooner(session, reader)
    if session.is_alternative:
        shown.update(choice.shown(await choice.of(session, reader)))
        shown["instead"] = await choice.picked(session, reader)
    if session.is_request and session.state == State.DECLINED:
        shown["near"] = await near.of(session, reader)
    return shown


async def _can_wait_sooner(session: Session, reader: Visitor[Actor]) -> bool:
    """Rule: S17. No query but for a family's session to come."""
    if session.waits_since is not None:
        return False
    refused = sooner_wait.refusal(session, by=reader.actor, now=clock.now())
    return refused is None and await sooner_wait.is_of_use(session)


async def _group(group_date: UUID, reader: Visitor[Actor]) -> tuple[str, str]:
    """To its educator the way to the whole date, to a family how many places are free. Rule: S18.

    Shape: address or "", text.
    """
    of_it, language = await group.by_id(group_date), reader.language
    if isinstance(reader.actor, Staff):
        taken = groups.taken(of_it.taken_count, of_it.places_count, language)
        return f"/groups/{of_it.id}", say(language, OF_GROUP, taken=taken)
    return "", groups.free(of_it.free_count, language)


def described(
    session: Session, reader: Visitor[Actor], past: Sequence[Happened], counts: Standing
) -> dict[str, Any]:
    """The same of what was read before, for many at once."""
    now = clock.now()
    own = [each for each in past if each.session == session.id]
    made = objection.of_history(own) if session.state == State.MISSED else None
    turning = story.turns(session, reader, now)
    with zones.reading_in(reader.time_zone):
        return {
            **brief(session, reader, "show"),
            **story.of(session, reader, own, made, now),
            **room(session, now),
            **abilities.of(session, reader, now, made),
            "can_waive": waiver.refusal(session, counts, by=reader.actor) is None,
            **abilities.undoing(session, reader),
            "group": (),
            "can_wait_sooner": False,
            "series_address": f"/series/{session.series}" if session.series else "",
            "is_move": session.is_move,
            "is_asked_whole": session.asking == Kind.SERIES,
            "turns_iso": formats.iso(turning) if turning else "",
            "objected": history.objected(made, session, reader),
            **obstacles.Said()._asdict(),
            **choice.shown(None),
            "instead": None,
            "near": [],
            "message": session.message,
            "by": session.asker_name,
            "facts": facts.of(session, reader, counts),
            "history": history.rows(past, session, reader.language),
            "moves": moved.rows(session, past, reader),
            "noted": [],
        }


def brief(session: Session, reader: Visitor[Actor], part: str) -> dict[str, Any]:
    """What every page of one session says of it. Within zones.reading_in()."""
    said, language = Formats(reader.language), reader.language
    is_staff = isinstance(reader.actor, Staff)
    where = place(session.place, reader, session.educator_name)
    name = session.learner_name if is_staff else session.educator_name
    return {
        "dom_id": dom_id(("choice", session.proposal) if session.is_alternative else session, part),
        "id": str(session.id),
        "address": f"/sessions/{session.id}",
        "state": str(session.state),
        "state_label": say(language, STATES[session.state]),
        "colour": session.learner_colour,
        "face": face(session.learner_kind, session.learner_creature),
        "learner": session.learner_name,
        "is_request": session.is_request,
        "is_alternative": session.is_alternative,
        "is_sooner": session.is_sooner,
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
