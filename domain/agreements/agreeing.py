"""Agreeing: a guardian agrees to one or several at once, and can take it back. Rule: D5."""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID as Id

from domain import clock, database, events
from domain.agreements import asked, audience, consent, naming
from domain.agreements.asked import Asked, Standing
from domain.agreements.consent import How, Turn
from domain.errors import Conflict, Invalid, NotFound
from domain.facts import Fact
from domain.profiles.actor import Guardian
from domain.providers.connection import Connection


class Pick(NamedTuple):
    """What a guardian ticked. Shape: learner None for the family as a whole."""

    version: Id
    learner: Id | None


class Replaced(Conflict):
    """There is another version by now, or it is asked for no more."""


async def agree(connection: Connection, picks: Collection[Pick], how: How, *, by: Guardian) -> None:
    """Writes that the family agrees; what somebody of it had agreed to already stays as it is.

    Errors: Invalid (agreements) where nothing is ticked, Replaced; nothing is written.
    """
    if not picks:
        raise Invalid("agreements", "nothing_ticked")
    async with database.transaction():
        there = {Pick(one.version, one.learner): one for one in await _asked(connection, by)}
        if set(picks) - there.keys():
            raise Replaced
        chosen = [there[pick] for pick in there if pick in picks]
        open_ones = [one for one in chosen if one.standing != Standing.SIGNED]
        await _say(open_ones, connection, how, "agreement.signed", by)


async def take_back(connection: Connection, one: Asked, how: How, *, by: Guardian) -> None:
    """ "Zustimmung ändern": what was agreed to is agreed to no more; pressed twice, once.

    Shape: what is confirmed stays so. Errors: NotFound.
    """
    if connection.family != by.family_id:
        raise NotFound
    if one.standing != Standing.SIGNED:
        return
    async with database.transaction():
        await _say([one], connection, how, "agreement.withdrawn", by)


async def _asked(connection: Connection, by: Guardian) -> Collection[Asked]:
    if connection.family != by.family_id:
        raise NotFound
    return await asked.of_connection(connection.id)


async def _say(
    those: Collection[Asked], connection: Connection, how: How, kind: str, by: Guardian
) -> None:
    turns = [
        Turn(one.version, one.learner, one.learner_name or "", (one.number or 0) + 1)
        for one in those
    ]
    # Of two at the same moment the other one has said it, and told of it.
    if not turns or not await consent.write(turns, connection.id, how, by=by.profile_id):
        return
    await audience.touch_sessions(connection.id)
    about = await naming.of(connection)
    for one in {each.agreement: each for each in those}.values():
        subject = naming.subject(connection)
        said = {**about, "title": one.title, "number": one.version_number}
        events.record(Fact(kind, by.profile_id, subject, clock.now(), "", said))
