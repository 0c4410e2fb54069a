"""A family's list: what waits for its answer, and the thread of all that is to come. Rule: S12."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from domain import clock
from domain.accounts.visitor import Visitor
from domain.credits.package import Source
from domain.profiles.actor import Actor, Guardian
from domain.sessions import asked as asking
from domain.sessions import frame as frames
from domain.sessions import obstacle, upcoming
from domain.sessions.asked import Asked
from domain.sessions.frame import Frame
from domain.sessions.listed import Listed
from domain.sessions.obstacle import Obstacle
from web.pages.sessions import (
    cards,
    child_filter,
    family_frame,
    obstacles,
    waiting,
    waiting_choice,
    waiting_dates,
    waiting_moves,
    waiting_series,
)
from web.pages.sessions.choice import Choice
from web.pages.sessions.waiting import Answerable
from web.pages.sessions.waiting_dates import Date, Dates
from web.words import zones


async def context(
    guardian: Visitor[Actor], by: Guardian, child: str, since: datetime
) -> dict[str, Any]:
    """What partials/sessions/list.html needs. Errors: NotFound (a child of another family)."""
    frame = await frames.of(by.family_id, since)
    chosen = child_filter.chosen(child, frame.children)
    listed = await upcoming.upcoming(by, since, chosen)
    first, others = _split(listed, await asking.asked(listed, clock.now()), guardian)
    choosing, answerable = await _waiting(first, frame, guardian)
    undoable = [*answerable, *(card for card, _ in choosing)]
    with zones.reading_in(guardian.time_zone):
        coming = cards.thread(others, guardian, clock.now())
    return {
        "waiting": answerable,
        "choosing": choosing,
        "coming": coming,
        "is_undoable": any(card.undo_until_iso for card in undoable),
        "credits": family_frame.chips(frame.credits, guardian.language),
        "children": child_filter.links(frame.children, chosen, guardian.language),
        "has_past": frame.has_past,
        "can_request": bool(frame.credits),
        **family_frame.empty(frame, guardian.language, is_new=not listed and not frame.has_past),
    }


def _split(
    listed: Sequence[Listed], asked: Mapping[UUID, Asked], reader: Visitor[Actor]
) -> tuple[list[Date], list[Listed]]:
    """Those that wait for an answer, and the others in order of time.

    Choice: what the reader confirmed a moment ago stays where it was, so that nothing slides under
    a thumb, and can be taken back there. Rule: S1.
    """
    first: list[Date] = []
    others: list[Listed] = []
    for row in listed:
        more = asked.get(row.id)
        if more and (row.state == "pending" or more.answered_by == reader.profile_id):
            first.append((row, more))
        else:
            others.append(row)
    return first, others


async def _waiting(
    first: Dates, frame: Frame, reader: Visitor[Actor]
) -> tuple[list[tuple[Answerable, Choice | None]], list[Answerable]]:
    """One card for each choice; and for each session, and each series or move where its first date
    is.
    """
    sources = [source for one in frame.credits for source in one.sources]
    together = waiting_dates.by_first(each for each in first if each[1].is_series)
    moves = waiting_dates.by_first(each for each in first if each[1].is_move)
    alone = [
        (row, more)
        for row, more in first
        if row.id in moves or not (more.is_series or more.is_move)
    ]
    barriers = await _barriers(alone, moves, sources)
    listed = await obstacles.of_listed(alone, barriers, reader.language)
    said = {row.id: each for (row, _), each in zip(alone, listed, strict=True)}
    with zones.reading_in(reader.time_zone):
        return waiting_choice.cards(first, said, reader), [
            waiting_series.card(together[row.id], sources, reader)
            if row.id in together
            else waiting_moves.card(moves[row.id], said[row.id], reader)
            if row.id in moves
            else waiting.card(row, more, said[row.id], reader)
            for row, more in first
            if (row.id in said and not waiting_choice.is_one(more)) or row.id in together
        ]


async def _barriers(
    alone: Dates, moves: Mapping[UUID, Dates], sources: Sequence[Source]
) -> list[Obstacle]:
    """What stands in the way of each, nothing of what was confirmed a moment ago."""
    parts = await waiting_moves.held(list(moves.values()))
    return [
        waiting_moves.barrier(moves[row.id], sources, parts)
        if row.id in moves
        else obstacle.of(more, sources)
        if row.state == "pending"
        else Obstacle()
        for row, more in alone
    ]
