"""The answer to a proposal or a request. Rule: S3 S5."""

from collections.abc import Sequence

from domain import database
from domain.availability import rules
from domain.notifications import reading
from domain.profiles.actor import Actor
from domain.sessions import answerable, claim, giving_way, group_places, passing_over, state
from domain.sessions import asked as asking
from domain.sessions import proposal as proposals
from domain.sessions import session as sessions
from domain.sessions.session import Session, State


async def confirm(*picked: Session, by: Actor) -> None:
    """Makes it binding: the slot is taken, the credits are held, reminders are planned.

    Rule: S3 S4 S7 S8 K2 K3 S14. The notice period is copied now. Shape: sessions of one proposal,
    which is answered by it, of alternatives one; what is not picked of several ends some seconds
    later, and of a move all is meant. What was moved takes the place of what it was moved from.
    Rule: S10. An earlier time that nobody keeps for them may be somebody else's by then. Rule: S17.
    Errors: Forbidden, Stale (answered already or expired), SlotTaken (of several the first whose
    time is), SoonerTaken, GroupFull, NotEnoughCredits; nothing is written.
    """
    first = _must_be_answerable(picked, by)
    try:
        async with database.transaction():
            await group_places.queue(picked)
            if first.is_sooner:
                await _must_be_left(first)
            await _answer(first, by)
            if first.is_move:
                picked = tuple(await sessions.of_proposal(first.proposal))
            if first.moved_from is not None:
                await giving_way.cancel(picked, by=by.profile_id)
            await _confirm(picked, by)
    except state.SlotTaken as error:
        if first.is_sooner and error.whose == "educator":
            raise state.SoonerTaken(error.whose, error.learner) from error
        raise await _dated(error, picked) from error


async def decline(*picked: Session, by: Actor, why: str = "") -> None:
    """ "Passt nicht": with one of several the others are declined too.

    Errors: Forbidden, Stale; nothing is written.
    """
    is_sooner = picked[0].is_sooner
    kind = "session.sooner_declined" if is_sooner else "session.declined"
    await _decline(picked, kind, by=by, why=why)


async def turn_down(session: Session, *, by: Actor) -> None:
    """Declines a proposal for another one that replies to it, which is what the other side is told.

    Within the transaction that makes that one. Errors: Forbidden, Stale; nothing is written.
    """
    await giving_way.keep_old(session)
    await _decline((session,), "session.turned_down", by=by)


async def rest(picked: Sequence[Session]) -> list[Session]:
    """What the same proposal asks besides and is not picked. No query where it is one session."""
    is_whole = picked[0].series is None or picked[0].is_move
    if is_whole and not picked[0].is_alternative:
        return []
    ids = {each.id for each in picked}
    asked = await sessions.of_proposal(picked[0].proposal)
    return [each for each in asked if each.state == State.PENDING and each.id not in ids]


def _must_be_answerable(picked: tuple[Session, ...], by: Actor) -> Session:
    for session in picked:
        answerable.must_be(session, by=by)
    return picked[0]


async def _must_be_left(offered: Session) -> None:
    """The first statement of it, as of who asks for a slot. Errors: SlotTaken."""
    await rules.locked(offered.educator)
    if await claim.is_another_s(offered):
        raise state.SlotTaken("educator", offered.learner_name)


async def _all_of(picked: Sequence[Session]) -> list[Session]:
    if picked[0].is_move:
        return await sessions.of_proposal(picked[0].proposal)
    return [*picked, *await rest(picked)]


async def _decline(picked: tuple[Session, ...], kind: str, *, by: Actor, why: str = "") -> None:
    first = _must_be_answerable(picked, by)
    async with database.transaction():
        await _answer(first, by)
        await state.change(
            await _all_of(picked),
            State.DECLINED,
            by=by.profile_id,
            kind=kind,
            why=why.strip(),
            is_one_news=first.is_alternative,
        )


async def _confirm(picked: Sequence[Session], by: Actor) -> None:
    first, others = picked[0], await rest(picked)
    asked_count = len(picked) + len(others)
    is_part = bool(others) and not first.is_alternative
    await state.change(
        picked,
        State.CONFIRMED,
        by=by.profile_id,
        kind="session.confirmed",
        useful_until=min(each.starts_at for each in picked),
        particulars={"asked_count": asked_count} if is_part else {},
        is_one_news=asked_count > 1 or first.is_alternative,
    )
    await passing_over.plan(first.proposal, others)


async def _dated(error: state.SlotTaken, picked: Sequence[Session]) -> state.SlotTaken:
    """With the date, where there are several and so none that is meant. Rule: S4 S7."""
    if len(picked) == 1:
        return error
    taken = [
        state.SlotTaken(
            "educator" if each.is_educator_taken else "learner", error.learner, each.starts_at
        )
        for each in await asking.of_sessions(picked)
        if each.is_educator_taken or each.is_learner_taken
    ]
    return taken[0] if taken else error


async def _answer(session: Session, by: Actor) -> None:
    if not await proposals.answer(session.proposal, by=by.profile_id):
        raise await state.stale(session)
    await reading.settle(by.profile_id, session.id, session.proposal)
