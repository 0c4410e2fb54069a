"""What the reader of one session may do with it now."""

from datetime import datetime

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from domain.sessions import (
    answerable,
    attendance,
    attendance_correction,
    cancellation,
    move,
    note,
    objection,
    rescheduling,
    undo_window,
    upholding,
    withdrawal,
)
from domain.sessions.objection_standing import Standing
from domain.sessions.session import Session, State
from web.words import formats

REFUSALS = {
    "can_cancel": cancellation.refusal,
    "can_mark_missed": attendance.missing_refusal,
    "can_correct": attendance_correction.refusal,
    "can_move": move.refusal,
    "can_note": note.refusal,
}
"""By ability: why somebody has it not."""


def of(
    session: Session, reader: Visitor[Actor], now: datetime, made: Standing | None
) -> dict[str, bool]:
    by = reader.actor
    may_answer = session.is_waiting(now) and answerable.may_answer(session, by=by)
    moving = rescheduling.refusal(session, by=by, now=now)
    return {
        "can_confirm": may_answer,
        "can_decline": may_answer,
        **{name: refusal(session, by=by, now=now) is None for name, refusal in REFUSALS.items()},
        "is_offer": session.state == State.PENDING,
        "can_object": objection.refusal(session, made, by=by, now=now) is None,
        "can_reschedule": moving is None,
        "is_too_late_to_move": isinstance(moving, rescheduling.TooLateToMove),
        "can_uphold": upholding.refusal(session, made, by=by) is None,
    }


def undoing(session: Session, reader: Visitor[Actor]) -> dict[str, str]:
    """Until when "Rückgängig" works for the reader. Rule: S1."""
    if not withdrawal.may_undo(session, by=reader.actor) or session.answered_at is None:
        return {"undo_until_iso": ""}
    return {"undo_until_iso": formats.iso(undo_window.ends_at(session.answered_at))}
