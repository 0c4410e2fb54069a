"""What each arrow between two states brings: one table, run by `state.change`. Rule: S1.

A consequence is taken for all sessions of a change together, in its transaction.
Choice: confirmed→pending leaves nothing of the confirmation: what was held goes back even where
cancelling would cost it, and the next confirmation copies the notice period anew.
"""

from collections.abc import Awaitable, Callable

from domain.credits import hold, hold_end
from domain.sessions import claim, completion, consents, group_next, obstacle, reminder, sooner_next
from domain.sessions.change import Change
from domain.sessions.session import State

Consequence = Callable[[Change], Awaitable[None]]


async def settle(change: Change) -> None:
    """Rule: S8 K2. Cancelled in time gives back, late lapses."""
    await (hold_end.lapse if change.lapses else hold_end.release)(change)


# fmt: off
OF_ARROW: dict[tuple[State, State], tuple[Consequence, ...]] = {
    (State.PENDING, State.CONFIRMED): (
        consents.must_stand, hold.place, reminder.plan, completion.plan, obstacle.refresh,
        group_next.check, sooner_next.check,
    ),
    (State.PENDING, State.DECLINED): (claim.release, group_next.plan, sooner_next.plan),
    (State.PENDING, State.CANCELLED): (claim.release, group_next.plan, sooner_next.plan),
    (State.CONFIRMED, State.PENDING): (
        hold_end.release, reminder.withdraw, completion.withdraw, obstacle.refresh,
        group_next.plan,
    ),
    (State.CONFIRMED, State.COMPLETED): (hold_end.spend,),
    (State.CONFIRMED, State.CANCELLED): (
        settle, reminder.withdraw, completion.withdraw, obstacle.refresh, claim.release,
        group_next.plan, sooner_next.plan,
    ),
    (State.CONFIRMED, State.MISSED): (
        hold_end.lapse, reminder.withdraw, completion.withdraw, obstacle.refresh,
    ),
    (State.COMPLETED, State.MISSED): (hold_end.lapse,),
    (State.MISSED, State.COMPLETED): (hold_end.restore_and_spend,),
}
# fmt: on
