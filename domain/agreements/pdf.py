"""A PDF as an agreement: what is uploaded, looked at before anybody is asked to agree. Rule: D5.

Choice: one that asks for a password is refused, for no family could read it.
"""

from pathlib import Path
from typing import NamedTuple

from domain.documents import cleaning, confined
from domain.documents.allowed import NotAllowed
from domain.documents.confined import Most
from domain.documents.incoming import Empty, Incoming
from domain.documents.outcome import Outcome
from domain.errors import Invalid
from domain.storage import threads

SIZE_MOST = 10 * 1024 * 1024
KIND = "application/pdf"
PROGRAM = confined.program("domain.agreements.pdf_pages")
MOST = Most(
    file_bytes=1024,
    memory_bytes=512 * 1024 * 1024,
    processor_seconds=8,
    patience_seconds=20.0,
)


class Pdf(NamedTuple):
    """Shape: name ends in .pdf; page_count null where counting took too long. Units: bytes."""

    name: str
    size: int
    sha256: str
    page_count: int | None


class NoPdf(Invalid):
    """Nothing, or something else, or one that cannot be opened."""

    def __init__(self) -> None:
        super().__init__("file", "no_pdf")


class Locked(Invalid):
    """It asks for a password."""

    def __init__(self) -> None:
        super().__init__("file", "locked_pdf")


class TooLarge(Invalid):
    """More than an agreement may have."""

    def __init__(self) -> None:
        super().__init__("file", "too_large_pdf", most=SIZE_MOST // (1024 * 1024))


async def kept(coming: Incoming, sent_name: str) -> Pdf:
    """What came, once all of it is there. Errors: NoPdf, Locked, TooLarge, StorageAway."""
    if coming.size > SIZE_MOST:
        raise TooLarge
    try:
        new = await coming.whole(sent_name)
    except (NotAllowed, Empty):
        raise NoPdf from None
    if new.kind != KIND:
        raise NoPdf
    return Pdf(new.name, new.size, new.sha256, await _page_count(coming.path))


async def _page_count(source: Path) -> int | None:
    target = cleaning.beside(source)
    try:
        outcome = await confined.run(PROGRAM, KIND, source, target, MOST)
    except confined.TooMuch:
        return None
    if outcome != Outcome.CLEAN:
        raise NoPdf
    count = int(await threads.run(target.read_text))
    if not count:
        raise Locked
    return count
