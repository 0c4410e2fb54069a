"""The former times of a move: what becomes of them once others are asked for. Rule: S10."""

from collections.abc import Collection, Sequence
from uuid import UUID

from domain import database
from domain.profiles.actor import Staff
from domain.sessions import cancellation, replacing, state, wish
from domain.sessions import proposal as proposals
from domain.sessions import session as sessions
from domain.sessions.session import Session, State
from domain.sessions.session_row import SessionRow


async def settle(
    chosen: Sequence[Session], asked: Session, *, gives_up: bool, by: Staff
) -> list[Session]:
    """They as they are from now on, which nobody else can change until the transaction ends.

    Shape: asked is what waits in their place, where they were moved before, or one of them;
    gives_up says that what was agreed holds no more. Errors: Stale.
    """
    old = await _locked(chosen, asked, by)
    await _end(chosen[0], old, gives_up, by)
    now = {each.id: each for each in await _by_ids([each.id for each in chosen])}
    return [now[each.id] for each in chosen]


async def _locked(chosen: Sequence[Session], asked: Session, by: Staff) -> list[Session]:
    """Ends what waits to take their place. Errors: Stale, where one is not what it was."""
    was = {each.id: each.state for each in chosen}
    ended = await replacing.withdraw(chosen, by=by.profile_id)
    if asked.id not in was and asked.proposal not in ended:
        raise await state.stale(asked)
    await database.lock(SessionRow, was)
    old = await _by_ids(was)
    if late := next((each for each in old if each.state != was[each.id]), None):
        raise await state.stale(late)
    return old


async def _end(first: Session, old: Sequence[Session], gives_up: bool, by: Staff) -> None:
    if first.state == State.CANCELLED:
        await _fulfil(first, by)
    elif first.state == State.PENDING:
        await _take_back(first, by)
    elif gives_up:
        await _give_up(old, by)


async def _fulfil(session: Session, by: Staff) -> None:
    """What a family wished for in words has its answer. Errors: Stale."""
    if not await wish.answer(session.id, by=by.profile_id):
        raise await state.stale(session)


async def _take_back(session: Session, by: Staff) -> None:
    """A proposal that waits is replaced by the new one. Errors: Stale."""
    if not await proposals.answer(session.proposal, by=by.profile_id):
        raise await state.stale(session)
    await state.change([session], State.CANCELLED, by=by.profile_id, kind=replacing.REPLACED)


async def _give_up(old: Sequence[Session], by: Staff) -> None:
    until = cancellation.news_until(old[0])
    kind = "session.given_up"
    await state.change(old, State.CANCELLED, by=by.profile_id, kind=kind, useful_until=until)


async def _by_ids(ids: Collection[UUID]) -> list[Session]:
    return await sessions.where(f"s.id IN ({database.marks(ids)})", *ids)
