"""Figures: every limit that a text names, from where the code has it. Rule: N8."""

from datetime import timedelta

from domain.accounts import device, login_email, login_pin, password_strength
from domain.calendar import appointment
from domain.profiles.profile import FIRST_REMINDERS, Kind
from domain.providers import provider
from domain.sessions import attendance, completion, objection, recurrence, session, undo_window


def known() -> dict[str, int]:
    """Shape: name to number."""
    early, late = FIRST_REMINDERS[Kind.GUARDIAN]
    return {
        "notice_hours": provider.NOTICE_HOURS_DEFAULT,
        "notice_days_most": provider.NOTICE_HOURS_MOST // 24,
        "undo_seconds": _in(undo_window.LENGTH, seconds=1),
        "missed_minutes": _in(attendance.MISSED_FROM, minutes=1),
        "correct_days": _in(attendance.CORRECTABLE, days=1),
        "object_hours": _in(objection.OBJECTION, hours=1),
        "completed_minutes": _in(completion.COMPLETED_AFTER, minutes=1),
        "room_minutes": _in(session.ROOM_OPENS, minutes=1),
        "series_most": recurrence.MOST_TIMES,
        "early_hours": early // 60,
        "late_minutes": late,
        "child_reminder_minutes": FIRST_REMINDERS[Kind.CHILD][0],
        "login_minutes": _in(login_email.KEPT, minutes=1),
        "pin_attempts": login_pin.PIN_ATTEMPTS,
        "cancelled_days": _in(appointment.CANCELLED_SHOWN, days=1),
        "device_days": _in(device.KEPT, days=1),
        "password_least": password_strength.LENGTH_LEAST,
        "password_most": password_strength.LENGTH_MOST,
    }


def _in(length: timedelta, **unit: int) -> int:
    return length // timedelta(**unit)
