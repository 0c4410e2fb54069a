"""Figures: every limit that a text names, from where the code has it. Rule: N8."""

from datetime import timedelta

from domain.accounts import device, login_email, login_pin, login_secrets, password_strength
from domain.accounts.passkeys import passkey
from domain.agreements import reminding
from domain.busy import reading, source
from domain.calendar import contents
from domain.conversations import change
from domain.documents import document, download, removal
from domain.profiles.profile import FIRST_REMINDERS, Kind
from domain.providers import first_steps, invitation, provider
from domain.sessions import (
    alternatives,
    attendance,
    completion,
    counter,
    objection_standing,
    place,
    recurrence,
    undo_window,
)


def known() -> dict[str, int]:
    """Shape: name to number."""
    return {
        **_of_providers(),
        **_of_sessions(),
        **_of_reminders(),
        **_of_accounts(),
        **_of_documents(),
        "change_minutes": _in(change.POSSIBLE, minutes=1),
    }


def _of_providers() -> dict[str, int]:
    return {
        "first_steps": len(first_steps.STEPS),
        "notice_hours": provider.NOTICE_HOURS_DEFAULT,
        "notice_days_most": provider.NOTICE_HOURS_MOST // 24,
        "calendar_megabytes": source.LARGEST_BYTES // 1024**2,
        "calendar_minutes": _in(reading.EVERY, minutes=1),
        "remind_days": _in(reminding.EVERY, days=1),
        "remind_times": reminding.TIMES,
    }


def _of_sessions() -> dict[str, int]:
    return {
        "undo_seconds": _in(undo_window.LENGTH, seconds=1),
        "missed_minutes": _in(attendance.MISSED_FROM, minutes=1),
        "correct_days": _in(attendance.CORRECTABLE, days=1),
        "object_hours": _in(objection_standing.OBJECTION, hours=1),
        "completed_minutes": _in(completion.COMPLETED_AFTER, minutes=1),
        "room_minutes": _in(place.ROOM_OPENS, minutes=1),
        "series_most": recurrence.MOST_TIMES,
        "choice_least": alternatives.LEAST,
        "choice_most": alternatives.MOST,
        "counter_most": counter.MOST,
        "cancelled_days": _in(contents.CANCELLED_SHOWN, days=1),
    }


def _of_reminders() -> dict[str, int]:
    early, late = FIRST_REMINDERS[Kind.GUARDIAN]
    return {
        "early_hours": early // 60,
        "late_minutes": late,
        "child_reminder_minutes": FIRST_REMINDERS[Kind.CHILD][0],
    }


def _of_accounts() -> dict[str, int]:
    return {
        "login_minutes": _in(login_email.KEPT, minutes=1),
        "pin_digits": login_secrets.PIN_DIGITS,
        "pin_attempts": login_pin.PIN_ATTEMPTS,
        "guardian_days": _in(invitation.GUARDIANS_KEPT, days=1),
        "device_days": _in(device.KEPT, days=1),
        "fresh_minutes": _in(device.FRESH, minutes=1),
        "passkeys_most": passkey.MOST,
        "password_least": password_strength.LENGTH_LEAST,
        "password_most": password_strength.LENGTH_MOST,
    }


def _of_documents() -> dict[str, int]:
    return {
        "link_minutes": _in(download.WORKS_FOR, minutes=1),
        "restore_seconds": _in(removal.TO_THINK_AGAIN, seconds=1),
        "document_megabytes": document.SIZE_MOST // 1024**2,
    }


def _in(length: timedelta, **unit: int) -> int:
    return length // timedelta(**unit)
