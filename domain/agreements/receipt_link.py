"""Links to a receipt: one that downloads it for five minutes, and one that stands on it for good.

Rule: D5. Choice: whoever has the receipt in hand may see that it is a true one, without a login.
"""

from datetime import UTC, datetime, timedelta
from uuid import UUID as Id

from domain import clock, signed_link
from domain.errors import Expired

WORKS_FOR = timedelta(minutes=5)
_FILE, _CHECK = "receipt", "receipt check"
_FOR_GOOD = datetime(2100, 1, 1, tzinfo=UTC)


class ReceiptLinkOver(Expired):
    """It worked for five minutes."""


def download(consent: Id) -> str:
    """The secret part."""
    return signed_link.token(_FILE, consent, clock.now() + WORKS_FOR)


def downloaded(token: str) -> Id:
    """Errors: NotFound, ReceiptLinkOver."""
    consent, until = signed_link.read(_FILE, token)
    if until <= clock.now():
        raise ReceiptLinkOver
    return consent


def check(consent: Id) -> str:
    """The secret part of the address that stands on the receipt."""
    return signed_link.token(_CHECK, consent, _FOR_GOOD)


def checked(token: str) -> Id:
    """Errors: NotFound."""
    return signed_link.read(_CHECK, token)[0]
