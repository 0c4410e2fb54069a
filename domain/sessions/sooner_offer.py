"""Offering time that became free to who waits for an earlier one, one by one or at once. Rule: S17.

Choice: it is proposed as a move, in the name of its educator, who has published the time; so it
stands where every move does, its own time holds until it is taken, and taking it costs nothing,
also when it is too late to cancel for nothing, as both times are the educator's to fill.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from domain import database
from domain.availability import family_time, picture, rules
from domain.availability.plan import Plan
from domain.sessions import (
    asked,
    claim,
    new_proposal,
    question,
    sooner_fit,
    sooner_wait,
    state,
    successor,
)
from domain.sessions import proposal as proposals
from domain.sessions import session as sessions
from domain.sessions.proposal import Kind, Proposal
from domain.sessions.session import Session, State
from domain.sessions.sooner_next import Freed

LEAST = timedelta(hours=1)
"""Whoever would have less time for an answer is not asked."""

_WAITING = """
o.is_sooner AND o.answered_at IS NULL AND s.educator = {} AND s.state = 'pending' ORDER BY s.id
"""


async def pass_on(educator: UUID, freed: Sequence[Freed]) -> None:
    """Ends what was offered and is taken by now, and offers what became free, in order.

    Shape: done again it finds everybody asked already.
    """
    async with database.transaction():
        # As whoever asks for a slot does, so that nobody takes it meanwhile.
        if not await rules.locked(educator):
            return
        # Before what is offered for them and before they are read, as who cancels one does.
        await database.lock(Proposal, await sooner_wait.proposals(educator))
        await _end_taken(educator)
        if not freed:
            return
        waiting = await sooner_wait.of_educator(educator)
        if not waiting:
            return
        passed = await sooner_wait.passed([session for session, _ in waiting])
        for session, hours in waiting:
            before = {at for id, at in passed if id == session.id}
            await _offer_to(session, hours, freed, before)


async def _end_taken(educator: UUID) -> None:
    offered = await sessions.where(_WAITING, educator)
    more = await asked.of_sessions(offered) if offered else []
    is_taken = {each.id for each in more if each.is_educator_taken}
    taken = [each for each in offered if each.id in is_taken]
    if not taken:
        return
    await proposals.end([each.proposal for each in taken], by=None)
    # Some may have been declined until then.
    ids = [each.id for each in taken]
    sql = f"s.id IN ({database.marks(ids)}) AND s.state = 'pending'"
    if left := await sessions.where(sql, *ids):
        kind = "session.sooner_taken"
        await state.change(left, State.CANCELLED, by=None, kind=kind, frees=False)


async def _offer_to(
    waiting: Session, hours: int | None, freed: Sequence[Freed], passed: Collection[datetime]
) -> None:
    """Shape: hours as Provider.sooner_hours."""
    span = sooner_fit.days(freed)
    known = await picture.read(waiting.educator, *span, learners=[waiting.learner])
    plan = sooner_fit.plan(known, waiting)
    times = await family_time.of(waiting.learner, waiting.family)
    start = sooner_fit.start(plan, freed, waiting, times, passed)
    if start is None:
        return
    # Nobody is bound later than their educator takes requests.
    until = start - timedelta(hours=known.rules.minimum_notice_hours)
    if hours is not None:
        until = min(until, known.now + timedelta(hours=hours))
    if until - known.now >= LEAST:
        await _offer(waiting, start, plan, until, is_kept=hours is not None)


async def _offer(
    waiting: Session, start: datetime, plan: Plan, until: datetime, *, is_kept: bool
) -> None:
    row = successor.again(waiting, uuid4(), start)
    row.moved_from, row.sequence = waiting.id, waiting.sequence + 1
    row.series, row.series_day = waiting.series, waiting.series_day
    asking = new_proposal.of_itself(row, Kind.MOVE, "", until)
    asking.is_sooner = True
    told = {"kept_until": until.isoformat()} if is_kept else {}
    await question.put(asking, [row], "session.sooner_free", told)
    if is_kept:
        kept = plan.with_buffers(start)
        people = waiting.educator, waiting.family
        await claim.make(claim.Kind.OFFER, *people, kept, until, row.id, instead_of=waiting.id)
