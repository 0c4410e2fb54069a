"""The family's answer to a proposal. Rule: S3."""

from uuid import UUID

from domain import clock, database, outbox
from domain.credits import hold
from domain.errors import Forbidden
from domain.profiles import profile
from domain.profiles.actor import Actor
from domain.providers import provider
from domain.sessions import reminder, state
from domain.sessions import session as sessions
from domain.sessions.attendance import COMPLETED_AFTER
from domain.sessions.session import Session, State


async def confirm(session: Session, *, by: Actor) -> None:
    """Makes it binding: the slot is taken, the credits are held, reminders are planned.

    Rule: S3 S4 S8 K2 K3 S14. The notice period is copied now. Errors: Forbidden,
    Stale (answered already or expired), SlotTaken, NotEnoughCredits; nothing is written.
    """
    await must_be_answerable(session, by=by)
    async with database.transaction():
        notice = (await provider.by_id(session.provider)).notice_hours
        event = await state.change(
            session,
            State.CONFIRMED,
            by=by.profile_id,
            kind="session.confirmed",
            notice_hours=notice,
            useful_until=session.starts_at,
        )
        await hold.place(session, event, by=by.profile_id)
        await reminder.plan(await sessions.by_id(session.id))
        await outbox.put(
            "completion",
            {"session": str(session.id)},
            due_at=session.ends_at + COMPLETED_AFTER,
            dedupe=f"completion:{session.id}",
        )


async def decline(session: Session, *, by: Actor, why: str = "") -> None:
    """ "Passt nicht". Errors: Forbidden, Stale; nothing is written."""
    await must_be_answerable(session, by=by)
    await state.change(
        session, State.DECLINED, by=by.profile_id, kind="session.declined", why=why.strip()
    )


async def may_answer(session: Session, *, by: Actor) -> bool:
    """A guardian of the family, an adult learner, or a child that was allowed to. Rule: S3."""
    if by.family_id is None or by.family_id != session.family:
        return False
    if by.kind == profile.Kind.GUARDIAN:
        return True
    return await _is_allowed(by.profile_id) and session.child == by.profile_id


async def must_be_answerable(session: Session, *, by: Actor) -> None:
    """Whether the answer is this profile's to give, now. Errors: Forbidden, Stale."""
    if not await may_answer(session, by=by):
        raise Forbidden
    if session.state != State.PENDING:
        raise state.Stale(State(session.state))
    if session.expires_at <= clock.now():
        raise state.Stale(State.CANCELLED)


async def _is_allowed(child: UUID) -> bool:
    found = await database.row("SELECT may_confirm FROM profiles WHERE id = {}", child)
    return found is not None and bool(found[0])
