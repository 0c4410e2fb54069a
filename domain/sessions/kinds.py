"""What can happen to a session, and who is told. Rule: N1 N2 S1."""

from domain.notifications.kind import Kind, Role, Theme, told
from domain.sessions import undo_window

_FAMILY = (Role.GUARDIANS, Role.LEARNER)

KINDS: dict[str, Kind] = {
    "session.proposed": told(Theme.PROPOSALS, Role.GUARDIANS, is_urgent=True, worth_in="pending"),
    "session.requested": told(Theme.PROPOSALS, Role.EDUCATOR, is_urgent=True, worth_in="pending"),
    "session.moved": told(Theme.PROPOSALS, Role.GUARDIANS, is_urgent=True, worth_in="pending"),
    "session.rescheduled": told(Theme.ANSWERS, *_FAMILY, Role.EDUCATOR, is_urgent=True),
    "session.wished": Kind(),
    "session.wish_declined": told(Theme.ANSWERS, Role.GUARDIANS),
    "session.given_up": told(Theme.ANSWERS, Role.LEARNER, is_urgent=True),
    "session.replaced": Kind(),
    "session.countered": told(
        Theme.PROPOSALS, Role.GUARDIANS, Role.EDUCATOR, is_urgent=True, worth_in="pending"
    ),
    "session.exchanged": told(Theme.PROPOSALS, Role.GUARDIANS, is_urgent=True, worth_in="pending"),
    "session.narrowed": told(Theme.PROPOSALS, Role.GUARDIANS, worth_in="pending"),
    "session.dropped": Kind(),
    "session.confirmed": told(
        Theme.ANSWERS, *_FAMILY, Role.EDUCATOR, worth_in="confirmed", told_after=undo_window.LENGTH
    ),
    "session.joined": told(
        Theme.ANSWERS, *_FAMILY, Role.EDUCATOR, worth_in="confirmed", told_after=undo_window.LENGTH
    ),
    "session.unconfirmed": Kind(takes_back=True),
    "session.declined": told(Theme.ANSWERS, Role.GUARDIANS, Role.EDUCATOR),
    "session.cancelled": told(Theme.ANSWERS, *_FAMILY, Role.EDUCATOR, is_urgent=True),
    "session.turned_down": Kind(),
    "session.passed_over": Kind(),
    "session.unpicked": Kind(),
    "session.elapsed": Kind(),
    "session.closed": Kind(),
    "session.withdrawn": told(Theme.PROPOSALS, Role.GUARDIANS, Role.EDUCATOR),
    "session.expired": told(Theme.ANSWERS, Role.GUARDIANS, Role.EDUCATOR),
    "session.not_held": told(Theme.PROPOSALS, Role.GUARDIANS),
    "session.called_off": told(Theme.ANSWERS, *_FAMILY, is_urgent=True),
    "session.place_free": told(Theme.PROPOSALS, Role.GUARDIANS, is_urgent=True, worth_in="pending"),
    "session.sooner_wanted": Kind(),
    "session.sooner_unwanted": Kind(),
    "session.sooner_free": told(
        Theme.PROPOSALS, Role.GUARDIANS, is_urgent=True, worth_in="pending"
    ),
    "session.sooner_declined": Kind(),
    "session.sooner_expired": Kind(),
    "session.sooner_taken": Kind(),
    "group.over": told(Theme.PROPOSALS, Role.GUARDIANS),
    "group.short": told(Theme.ANSWERS, Role.EDUCATOR),
    "group.called_off": told(Theme.ANSWERS, Role.EDUCATOR, is_urgent=True),
    "session.waived": told(Theme.ANSWERS, Role.GUARDIANS),
    "session.completed": Kind(),
    "session.missed": told(Theme.ATTENDANCE, Role.GUARDIANS),
    "session.corrected": told(Theme.ATTENDANCE, Role.GUARDIANS),
    "session.objected": told(Theme.ATTENDANCE, Role.EDUCATOR),
    "session.upheld": told(Theme.ATTENDANCE, Role.GUARDIANS),
    "session.noted": told(Theme.ATTENDANCE, *_FAMILY),
    "session.note_changed": Kind(),
    "session.reminded": told(Theme.REMINDERS, is_urgent=True, worth_in="confirmed"),
}

IN_THREAD = (
    *("session.proposed", "session.requested", "session.moved", "session.countered"),
    *("session.exchanged", "session.place_free", "session.sooner_free"),
    *("session.confirmed", "session.joined", "session.unconfirmed", "session.declined"),
    *("session.cancelled", "session.rescheduled", "session.wish_declined", "session.given_up"),
    *("session.waived", "session.withdrawn", "session.expired", "session.not_held"),
    *("session.called_off", "session.missed", "session.objected", "session.upheld"),
    "session.corrected",
)
"""Of which a conversation shows a card, by the words of web/words/history.py. Rule: C3."""
