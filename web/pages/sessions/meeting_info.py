"""Meeting-Info: all there is to say of one session, for whoever reads. Rule: S12 S13."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from domain import clock
from domain.accounts.visitor import Visitor
from domain.credits import standing
from domain.credits.standing import Standing
from domain.profiles.actor import Actor, Staff
from domain.sessions import group, objection_standing, sooner_wait, thread, waiver
from domain.sessions.proposal import Kind
from domain.sessions.session import Session, State
from domain.sessions.thread import Happened
from web.pages.requests import near
from web.pages.sessions import (
    abilities,
    alternatives,
    choice,
    facts,
    history,
    kept,
    meeting,
    moved,
    noted,
    objected,
    obstacles,
    shelved,
    story,
    turning,
    video_room,
)
from web.words import group_places, zones
from web.words.translations import N_, say

OF_GROUP = N_("In einer Gruppe: %(taken)s")
SOUGHT_ALONE: dict[str, Any] = {
    "group": (),
    "can_wait_sooner": False,
    **obstacles.Said()._asdict(),
    **choice.shown(None),
    "instead": None,
    "near": (),
    "noted": (),
    "documents": (),
    "documents_address": "",
}
"""What is asked for one session alone, before it is, and for many at once not at all."""


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
    shown.update(await shelved.of(session, reader))
    shown["moves"] += await kept.lines(session, reader)
    shown["can_wait_sooner"] = await _can_wait_sooner(session, reader)
    if session.is_alternative:
        shown.update(await _alternatives(session, reader))
    if session.is_request and session.state == State.DECLINED:
        shown["near"] = await near.of(session, reader)
    return shown


async def _alternatives(session: Session, reader: Visitor[Actor]) -> dict[str, Any]:
    """Those that wait with it, and which was picked instead. Rule: S2."""
    waiting = await alternatives.of(session, reader)
    return {**choice.shown(waiting), "instead": await alternatives.picked(session, reader)}


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
        taken = group_places.taken(of_it.taken_count, of_it.places_count, language)
        return f"/groups/{of_it.id}", say(language, OF_GROUP, taken=taken)
    return "", group_places.free(of_it.free_count, language)


def described(
    session: Session, reader: Visitor[Actor], past: Sequence[Happened], counts: Standing
) -> dict[str, Any]:
    """The same of what was read before, for many at once."""
    now = clock.now()
    own = [each for each in past if each.session == session.id]
    made = objection_standing.of_history(own) if session.state == State.MISSED else None
    with zones.reading_in(reader.time_zone):
        return {
            **meeting.brief(session, reader, "show"),
            **story.of(session, reader, own, made, now),
            **video_room.of(session, now),
            **abilities.of(session, reader, now, made),
            **abilities.undoing(session, reader),
            **_as_kept(session),
            **SOUGHT_ALONE,
            "can_waive": waiver.refusal(session, counts, by=reader.actor) is None,
            "turns_iso": turning.at_iso(session, reader, now),
            "objected": objected.of(made, session, reader),
            "facts": facts.of(session, reader, counts),
            "history": history.rows(past, session, reader.language),
            "moves": moved.rows(session, past, reader),
        }


def _as_kept(session: Session) -> dict[str, Any]:
    """What stands in its row."""
    return {
        "series_address": f"/series/{session.series}" if session.series else "",
        "is_move": session.is_move,
        "is_asked_whole": session.asking == Kind.SERIES,
        "message": session.message,
        "by": session.asker_name,
    }
