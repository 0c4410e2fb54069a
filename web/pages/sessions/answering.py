"""What a family answers: the cards of what waits for it, wherever they stand. Rule: S2 S12."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from domain.accounts.visitor import Visitor
from domain.credits.package import Source
from domain.profiles.actor import Actor
from domain.sessions import obstacle
from domain.sessions.asked import Asked
from domain.sessions.listed import Listed
from domain.sessions.obstacle import Obstacle
from web.pages.sessions import (
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


def split(
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


async def cards(
    first: Dates, sources: Sequence[Source], reader: Visitor[Actor]
) -> tuple[list[tuple[Answerable, Choice | None]], list[Answerable]]:
    """One card for each choice; and for each session, and each series or move where its first date
    is. Shape: sources are the packages of all whose sessions these are.
    """
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
