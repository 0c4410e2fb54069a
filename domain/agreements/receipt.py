"""What stands on the receipt of a consent. Rule: D5."""

from datetime import datetime
from typing import NamedTuple

from domain.errors import Unstored


class NotDrawn(Unstored):
    """It took more time or memory than a receipt gets."""


class Receipt(NamedTuple):
    """Shape: names as they were then; text as Markdown, or "" for a file of this name and size;
    learner "" for the whole family; shown_in the language in which the page was read; address of
    the page where it can be checked.
    """

    provider: str
    title: str
    number: int
    text: str
    file_name: str
    size: int
    sha256: str
    by: str
    learner: str
    given_at: datetime
    device: str
    shown_in: str
    withdrawn_at: datetime | None
    address: str
