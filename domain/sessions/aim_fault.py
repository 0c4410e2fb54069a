"""What speaks against an aim, all of it at once. Rule: S2 S4 S10."""

from collections.abc import Sequence

from domain import clock
from domain.errors import Invalid
from domain.profiles.actor import Staff
from domain.sessions import aim, fault, taken
from domain.sessions.aim import Move
from domain.sessions.session import Session, State
from domain.sessions.wall_clock import Span

LEAST_MINUTES, MOST_MINUTES = 5, 720
"""As services may last."""


async def of(
    session: Session, to: Move, chosen: Sequence[Session], new: Sequence[Span], *, by: Staff
) -> list[Invalid]:
    """All that speaks against it, in the order of the form. Rule: S2 S4."""
    checked = fault.Checked()
    with checked.noting():
        fault.starts_at(to.draft)
        _must_be_ahead(new)
    with checked.noting():
        _must_be_another(session, new[chosen.index(session)], to)
    with checked.noting():
        await _must_be_free(chosen, new, by)
    with checked.noting():
        _must_last(to.minutes)
    with checked.noting():
        _must_not_have_begun(session, to)
    fault.check_words(checked, to.draft)
    return checked.faults


def _must_be_ahead(new: Sequence[Span]) -> None:
    if any(start <= clock.now() for start, _ in new):
        raise Invalid("starts_on", "past")


async def _must_be_free(chosen: Sequence[Session], new: Sequence[Span], by: Staff) -> None:
    """What the learner has besides is for the family to see. Rule: S4."""
    whose = {rival.whose for _, rival in await aim.rivals(chosen, new, by=by)} - {"learner"}
    if whose:
        raise Invalid("starts_at", taken.SESSION if "educator" in whose else taken.GROUP)


def _must_last(minutes: int) -> None:
    if not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        raise Invalid("minutes", "out_of_range", least=LEAST_MINUTES, most=MOST_MINUTES)


def _must_be_another(session: Session, span: Span, to: Move) -> None:
    """Choice: to what a family gave up the same time may be the answer."""
    is_same = (session.starts_at, session.ends_at) == span and aim.where(session) == to.where
    if is_same and session.wished is None:
        raise Invalid("starts_at", "same")


def _must_not_have_begun(session: Session, to: Move) -> None:
    """Unless it was given up, it is what holds as long as nobody confirms the new time."""
    is_agreed = session.state == State.CONFIRMED
    if is_agreed and not to.gives_up and session.starts_at <= clock.now():
        raise Invalid("old", "begun")
