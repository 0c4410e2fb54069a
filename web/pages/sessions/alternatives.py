"""Several times of one proposal, as the page of each tells of the others. Rule: S2."""

from domain import clock
from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from domain.sessions import answerable, exchange
from domain.sessions import session as sessions
from domain.sessions.session import Session
from web.pages.sessions import choice, costs, obstacles
from web.pages.sessions.choice import Choice, Time
from web.pages.sessions.obstacles import Said
from web.words import zones
from web.words.formats import Formats
from web.words.translations import N_, say

PICKED = N_("Gewählt wurde %(when)s.")


async def of(session: Session, reader: Visitor[Actor]) -> Choice | None:
    """What waits with this one; None where there is nothing to choose any more."""
    now = clock.now()
    asked = await sessions.of_proposal(session.proposal)
    waiting = [each for each in asked if each.is_waiting(now)]
    if not waiting:
        return None
    can_pick = answerable.may_answer(session, by=reader.actor)
    said = await obstacles.of_several(waiting, reader) if can_pick else [Said() for _ in waiting]
    all_of_them = choice.common(said)
    with zones.reading_in(reader.time_zone):
        times = [
            _time(each, "" if all_of_them.obstacle else it.obstacle, reader)
            for each, it in zip(waiting, said, strict=True)
        ]
        return Choice(choice.heading(len(times), reader.language), times, can_pick, *all_of_them)


async def picked(session: Session, reader: Visitor[Actor]) -> tuple[str, str] | None:
    """Which one was picked instead of this one, in words and its address."""
    asked = await sessions.of_proposal(session.proposal)
    confirmed = next((each for each in asked if each.notice_hours is not None), None)
    if confirmed is None or confirmed.id == session.id:
        return None
    with zones.reading_in(reader.time_zone):
        when = Formats(reader.language).moment(confirmed.starts_at)
        return say(reader.language, PICKED, when=when), f"/sessions/{confirmed.id}"


async def counting(session: Session) -> Session:
    """The one whose page tells of the choice: while others wait or one was just picked, not one
    that ended by itself or was not picked.
    """
    now = clock.now()
    if not session.is_alternative or session.is_waiting(now):
        return session
    asked = await sessions.of_proposal(session.proposal)
    if waiting := [each for each in asked if each.is_waiting(now)]:
        return waiting[0]
    is_left = session.state == "pending"
    return next((each for each in asked if is_left and each.notice_hours is not None), session)


def _time(one: Session, obstacle: str, reader: Visitor[Actor]) -> Time:
    span = one.starts_at, one.ends_at
    shown = choice.time(one.id, span, obstacle, costs.binding(one, reader), reader.language)
    refused = exchange.refusal(one, by=reader.actor, now=clock.now())
    return shown if refused else shown._replace(exchange_address=f"{shown.address}/exchange")
