"""A counter: other times that would suit a family, asked of the educator. Rule: S2 S9."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from domain import clock, database
from domain.availability import rules
from domain.errors import Invalid
from domain.profiles.actor import Guardian
from domain.sessions import answer, answerable, new_proposal, question, successor, taken
from domain.sessions.fault import MESSAGE_LENGTH, YEARS_AHEAD
from domain.sessions.proposal import Kind
from domain.sessions.session import Session
from domain.sessions.session_row import SessionRow

MOST = 3


async def reply(
    proposed: Session, starts: Sequence[datetime], *, by: Guardian, why: str = ""
) -> list[Session]:
    """ "Passt nicht" with times that would suit: declines all that was proposed for them.

    Rule: S2. Shape: one to three times; a series is answered by picking its dates.
    Errors: Forbidden, Stale, Invalid (times, and what faults() finds); nothing is written.
    """
    answerable.must_be(proposed, by=by)
    if proposed.series is not None:
        raise Invalid("times", "of_series")
    await must_suit(proposed, starts, why)
    async with database.transaction():
        await answer.turn_down(proposed, by=by)
        return await ask(proposed, starts, why, by=by, replies_to=proposed.proposal)


async def must_suit(like: Session, starts: Sequence[datetime], why: str = "") -> None:
    """Errors: Invalid (times, why, and what faults() finds)."""
    if not 1 <= len(starts) <= MOST:
        raise Invalid("times", "count", least=1, most=MOST)
    if len(why.strip()) > MESSAGE_LENGTH:
        raise Invalid("why", "too_long", most=MESSAGE_LENGTH)
    if wrong := [each for each in await faults(like, starts) if each]:
        raise wrong[0]


async def faults(like: Session, starts: Sequence[datetime | None]) -> list[Invalid | None]:
    """What speaks against each of the times, as long as the session. Rule: S4. One query.

    Choice: what else the educator has at these times is not told to a family; the educator sees it
    before the answer. The session that they would stand for is no hindrance.
    """
    theirs = [each for each in (like.id, like.moved_from) if each is not None]
    taking = await taken.by_learner(like.learner, starts, like.ends_at - like.starts_at, theirs)
    return [
        _fault(start, starts[:number], like.learner_name if is_taken else "")
        for number, (start, is_taken) in enumerate(zip(starts, taking, strict=True))
    ]


def _fault(start: datetime | None, before: Sequence[datetime | None], taken: str) -> Invalid | None:
    """Shape: taken is the learner's name, where the time is taken."""
    if start is None:
        return None
    if start <= clock.now():
        return Invalid("starts_on", "past")
    if start.date() > clock.latest_day(YEARS_AHEAD):
        return Invalid("starts_on", "too_far", years=YEARS_AHEAD)
    if start in before:
        return Invalid("starts_at", "twice")
    return Invalid("starts_at", "learner_taken", learner=taken) if taken else None


async def ask(
    like: Session,
    starts: Sequence[datetime],
    message: str,
    *,
    by: Guardian,
    kind: str = "session.countered",
    replies_to: UUID | None = None,
    moved_from: Session | None = None,
) -> list[Session]:
    """Asks the educator for a session like this one at one of these times, within a transaction.

    Rule: S2 S9. Shape: kind is the event, moved_from the confirmed session that it moves; what
    follows a move does so too. It ends like a request when nobody answers, each time when it would
    begin. Nobody's time is claimed by it.
    """
    asking = uuid4()
    made = [_time(like, asking, start, moved_from) for start in sorted(starts)]
    hours = (await rules.of(like.educator)).answer_hours
    until = min(max(starts), clock.now() + timedelta(hours=hours))
    of_kind = Kind.ALTERNATIVES if len(made) > 1 else Kind.ONE
    proposal = new_proposal.of_family(made[0], of_kind, message.strip(), until, by=by)
    proposal.replies_to = replies_to
    return await question.put(proposal, made, kind)


def _time(like: Session, asking: UUID, start: datetime, moved_from: Session | None) -> SessionRow:
    """One of the times, not stored yet."""
    made = successor.again(like, asking, start)
    if moved_from is None:
        successor.follow(made, like)
    else:
        made.moved_from, made.sequence = moved_from.id, moved_from.sequence + 2
        made.series, made.series_day = moved_from.series, moved_from.series_day
    return made
