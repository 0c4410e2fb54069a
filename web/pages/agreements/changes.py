"""What changed from one version of an agreement to another, as a page shows it. Rule: D5."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from domain.agreements import difference, version
from domain.agreements.difference import Paragraph


class Changes(NamedTuple):
    """Shape: since is the number that it was; difference None where a file is one of the two."""

    since: int
    title_before: str
    difference: Sequence[Paragraph] | None


async def between(agreement: UUID, before: int, now: int) -> Changes:
    """Errors: NotFound."""
    old, new = await version.numbered(agreement, before), await version.numbered(agreement, now)
    is_text = not old.is_file and not new.is_file
    found = await difference.drawn(old.text, new.text) if is_text else None
    return Changes(before, old.title if old.title != new.title else "", found)
