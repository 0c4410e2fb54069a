"""What can happen to a session, and who is told. Rule: N1 N2 S1."""

from domain.notifications.kind import Kind, Role, told
from domain.sessions import undo_window

_FAMILY = (Role.GUARDIANS, Role.LEARNER)

KINDS: dict[str, Kind] = {
    "session.proposed": told(Role.GUARDIANS, is_urgent=True, worth_in="pending"),
    "session.confirmed": told(
        *_FAMILY, Role.EDUCATOR, worth_in="confirmed", told_after=undo_window.LENGTH
    ),
    "session.unconfirmed": Kind(takes_back=True),
    "session.declined": told(Role.GUARDIANS, Role.EDUCATOR),
    "session.cancelled": told(*_FAMILY, Role.EDUCATOR, is_urgent=True),
    "session.withdrawn": told(Role.GUARDIANS),
    "session.expired": told(Role.GUARDIANS, Role.EDUCATOR),
    "session.completed": Kind(),
    "session.missed": told(Role.GUARDIANS),
    "session.corrected": told(Role.GUARDIANS),
    "session.objected": told(Role.EDUCATOR),
    "session.upheld": told(Role.GUARDIANS),
    "session.reminded": told(is_urgent=True, worth_in="confirmed"),
}
