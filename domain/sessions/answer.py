"""The answer to a proposal or a request, and taking back a yes. Rule: S3 S5 S1."""

from collections.abc import Sequence
from datetime import datetime

from domain import clock, database
from domain.errors import Conflict, Forbidden
from domain.notifications import reading
from domain.profiles.actor import Actor, Child, Guardian
from domain.sessions import asked as asking
from domain.sessions import passing_over, proposal_expiry, state, undo_window
from domain.sessions import proposal as proposals
from domain.sessions import session as sessions
from domain.sessions.session import Session, State


class UndoOver(Conflict):
    """The 10 seconds in which a confirmation can be taken back are over."""


async def confirm(*picked: Session, by: Actor) -> None:
    """Makes it binding: the slot is taken, the credits are held, reminders are planned.

    Rule: S3 S4 S7 S8 K2 K3 S14. The notice period is copied now. Shape: sessions of one proposal,
    which is answered by it; what is not picked of a series is declined some seconds later.
    Errors: Forbidden, Stale (answered already or expired), SlotTaken (of several the first whose
    time is), NotEnoughCredits; nothing is written.
    """
    first = _must_be_answerable(picked, by)
    try:
        async with database.transaction():
            await _answer(first, by)
            await _confirm(picked, by)
    except state.SlotTaken as error:
        raise await _dated(error, picked) from error


async def decline(*picked: Session, by: Actor, why: str = "") -> None:
    """ "Passt nicht": with one of a series the others are declined too.

    Errors: Forbidden, Stale; nothing is written.
    """
    first = _must_be_answerable(picked, by)
    async with database.transaction():
        await _answer(first, by)
        await state.change(
            [*picked, *await rest(picked)],
            State.DECLINED,
            by=by.profile_id,
            kind="session.declined",
            why=why.strip(),
        )


async def undo(session: Session, *, by: Actor) -> None:
    """ "Rückgängig": whoever confirmed takes it back within 10 seconds, for nothing. Rule: S1.

    What was confirmed with it goes back as well. Errors: Forbidden, Stale, UndoOver; nothing is
    written.
    """
    if not may_answer(session, by=by):
        raise Forbidden
    if session.state != State.CONFIRMED:
        raise await state.stale(session)
    async with database.transaction():
        expires_at = await _reopen(session, by)
        asked = await sessions.of_proposal(session.proposal)
        confirmed = [each for each in asked if each.state == State.CONFIRMED]
        if session.id not in {each.id for each in confirmed}:
            raise await state.stale(session)
        await passing_over.withdraw(session.proposal)
        await state.change(
            confirmed,
            State.PENDING,
            by=by.profile_id,
            kind="session.unconfirmed",
            is_one_news=len(asked) > 1,
        )
        # The first plan may have come and gone while it was confirmed.
        await proposal_expiry.plan(session.proposal, expires_at, dedupe=clock.now().isoformat())


async def rest(picked: Sequence[Session]) -> list[Session]:
    """What the same series asks besides and is not picked. No query where it is none."""
    if picked[0].series is None:
        return []
    ids = {each.id for each in picked}
    asked = await sessions.of_proposal(picked[0].proposal)
    return [each for each in asked if each.state == State.PENDING and each.id not in ids]


def may_undo(session: Session, *, by: Actor) -> bool:
    """Whether "Rückgängig" would still work. Rule: S1."""
    return (
        session.state == State.CONFIRMED
        and session.answered_by == by.profile_id
        and undo_window.is_open(session.answered_at, clock.now())
    )


def may_answer(session: Session, *, by: Actor) -> bool:
    """A guardian of the family, an adult learner, or a child that was allowed to. Rule: S3.

    Rule: S5: what the family asked for is its educator's to answer.
    """
    if session.is_request:
        return session.is_taught_by(by)
    match by:
        case Guardian():
            return by.family_id == session.family
        case Child():
            return by.profile_id == session.learner and bool(session.may_confirm)
        case _:
            return False


def must_be_answerable(session: Session, *, by: Actor) -> None:
    """Whether the answer is this profile's to give, now. Errors: Forbidden, Stale."""
    if not may_answer(session, by=by):
        raise Forbidden
    if session.state != State.PENDING:
        raise state.Stale(State(session.state))
    if not session.is_waiting(clock.now()):
        # What others of a series were picked from is as good as declined.
        raise state.Stale(State.DECLINED if session.answered_at else State.CANCELLED)


def _must_be_answerable(picked: tuple[Session, ...], by: Actor) -> Session:
    for session in picked:
        must_be_answerable(session, by=by)
    return picked[0]


async def _confirm(picked: Sequence[Session], by: Actor) -> None:
    others = await rest(picked)
    asked_count = len(picked) + len(others)
    await state.change(
        picked,
        State.CONFIRMED,
        by=by.profile_id,
        kind="session.confirmed",
        useful_until=min(each.starts_at for each in picked),
        particulars={"asked_count": asked_count} if others else {},
        is_one_news=asked_count > 1,
    )
    await passing_over.plan(picked[0].proposal, others)


async def _dated(error: state.SlotTaken, picked: Sequence[Session]) -> state.SlotTaken:
    """With the date, where there are several and so none that is meant. Rule: S4 S7."""
    if len(picked) == 1:
        return error
    taken = [
        state.SlotTaken("educator" if each.is_educator_taken else "learner", each.starts_at)
        for each in await asking.of_sessions(picked)
        if each.is_educator_taken or each.is_learner_taken
    ]
    return taken[0] if taken else error


async def _reopen(session: Session, by: Actor) -> datetime:
    """Takes the answer back; returns when the proposal expires. Errors: Stale, UndoOver."""
    since = undo_window.since(clock.now())
    expires_at = await proposals.reopen(session.proposal, by=by.profile_id, since=since)
    if expires_at is None:
        now = await sessions.by_id(session.id)
        # A second tap, or another was first: then it is not the seconds that are over.
        raise UndoOver if now.state == State.CONFIRMED else await state.stale(session)
    return expires_at


async def _answer(session: Session, by: Actor) -> None:
    if not await proposals.answer(session.proposal, by=by.profile_id):
        raise await state.stale(session)
    await reading.settle(by.profile_id, session.id, session.proposal)
