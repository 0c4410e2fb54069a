"""What came of a session in its thread: what it was moved to, or declined for. Rule: S2 S10."""

from collections.abc import Sequence

from domain.sessions.session import Session, State
from domain.sessions.thread import Happened
from web.pages.sessions.history import ASKING

TURNED_DOWN = "session.turned_down"
"""For other times, which were asked in the same piece."""
LIVE = (State.PENDING, State.CONFIRMED, State.COMPLETED, State.MISSED)


def moved_to(session: Session, past: Sequence[Happened]) -> Happened | None:
    """What it was moved to, as far as that stands or waits; over several moves the last."""
    following, at = None, session.id
    while True:
        to = next((each for each in past if each.moved_from == at and each.state in LIVE), None)
        to = to or next((each for each in past if each.moved_from == at), None)
        if to is None:
            return following
        following, at = to if to.state in LIVE else following, to.session


def declined_for(session: Session, past: Sequence[Happened]) -> list[Happened]:
    """For which times it was declined, as far as one stands or they wait, in order of time."""
    own = [each for each in past if each.session == session.id and each.kind == TURNED_DOWN]
    if not own:
        return []
    live = [each for each in past if each.kind in ASKING and each.state in LIVE]
    after = {each.session: each for each in live if each.at >= own[0].at}
    replied = sorted(after.values(), key=lambda each: each.starts_at)
    return [each for each in replied if each.state != State.PENDING][:1] or replied
