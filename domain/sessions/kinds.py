"""What can happen to a session, and who is told. Rule: N1 N2 S1."""

from domain.notifications.kind import Kind, Role, Theme, told
from domain.sessions import undo_window

_FAMILY = (Role.GUARDIANS, Role.LEARNER)

KINDS: dict[str, Kind] = {
    "session.proposed": told(Theme.PROPOSALS, Role.GUARDIANS, is_urgent=True, worth_in="pending"),
    "session.requested": told(Theme.PROPOSALS, Role.EDUCATOR, is_urgent=True, worth_in="pending"),
    "session.confirmed": told(
        Theme.ANSWERS, *_FAMILY, Role.EDUCATOR, worth_in="confirmed", told_after=undo_window.LENGTH
    ),
    "session.unconfirmed": Kind(takes_back=True),
    "session.declined": told(Theme.ANSWERS, Role.GUARDIANS, Role.EDUCATOR),
    "session.cancelled": told(Theme.ANSWERS, *_FAMILY, Role.EDUCATOR, is_urgent=True),
    "session.passed_over": Kind(),
    "session.withdrawn": told(Theme.PROPOSALS, Role.GUARDIANS, Role.EDUCATOR),
    "session.expired": told(Theme.ANSWERS, Role.GUARDIANS, Role.EDUCATOR),
    "session.completed": Kind(),
    "session.missed": told(Theme.ATTENDANCE, Role.GUARDIANS),
    "session.corrected": told(Theme.ATTENDANCE, Role.GUARDIANS),
    "session.objected": told(Theme.ATTENDANCE, Role.EDUCATOR),
    "session.upheld": told(Theme.ATTENDANCE, Role.GUARDIANS),
    "session.noted": told(Theme.ATTENDANCE, *_FAMILY),
    "session.note_changed": Kind(),
    "session.reminded": told(Theme.REMINDERS, is_urgent=True, worth_in="confirmed"),
}
