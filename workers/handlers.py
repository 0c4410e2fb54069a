"""Handlers: who does which kind of work. Rule: N2."""

from collections.abc import Awaitable, Callable

from domain.agreements import filing
from domain.busy import busy_calendar
from domain.documents import file_removal, preview
from domain.lease import Work
from domain.support import case
from workers import (
    agreement_files,
    busy_reading,
    document_files,
    effects,
    login_mail,
    notification_mail,
    passkey_mail,
    previews,
    push_delivery,
    push_test_delivery,
    support_mail,
)

INSIDE: dict[str, Callable[[Work], Awaitable[None]]] = effects.INSIDE
"""Changes the database only; within the transaction that marks the row done."""
OUTSIDE: dict[str, Callable[[Work], Awaitable[None]]] = {
    **effects.REPEATABLE,
    "push": push_delivery.deliver,
    "push_test": push_test_delivery.deliver,
    "mail": notification_mail.deliver,
    busy_calendar.KIND: busy_reading.read,
    file_removal.KIND: document_files.remove,
    filing.KIND: agreement_files.check,
    preview.KIND: previews.make,
    case.MAIL: support_mail.deliver,
    "document_preview_planning": previews.plan_lacking,
    **login_mail.KINDS,
    **passkey_mail.KINDS,
}
"""Goes out, or is made of several transactions; at least once."""
INSTEAD: dict[str, Callable[[Work], Awaitable[None]]] = {
    "push": push_delivery.mail_instead,
    busy_calendar.KIND: busy_reading.plan_anew,
}
"""What follows when one of them is given up, in the transaction that says so."""

URGENT = tuple(login_mail.KINDS)
"""Somebody sits before the screen and waits for it."""
HEAVY = (preview.KIND,)
"""Takes a processor for a while, and nobody waits for it."""
