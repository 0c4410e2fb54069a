"""Cleaning: has a picture made upright and freed by a process of its own (picture.py). Rule: D3."""

from collections.abc import Callable
from pathlib import Path

from domain.documents import confined
from domain.documents.confined import Most
from domain.documents.outcome import PIXELS_MOST, Outcome
from domain.errors import Invalid

PROGRAM = confined.program("domain.documents.picture")
PATIENCE_SECONDS = 60.0
PROCESSOR_SECONDS = 30
MEMORY_BYTES = 1024 * 1024 * 1024
BECOMES = {
    "image/jpeg": "image/jpeg",
    "image/png": "image/png",
    "image/webp": "image/webp",
    "image/gif": "image/gif",
    "image/heic": "image/jpeg",
}
"""The kinds of pictures, and what each is when it is clean: few browsers show a HEIC."""


class NoPicture(Invalid):
    """It is not whole, or not the picture that its first bytes say."""

    def __init__(self) -> None:
        super().__init__("files", "broken_picture")


class TooManyPixels(Invalid):
    """More than a picture may have."""

    def __init__(self) -> None:
        super().__init__("files", "too_many_pixels", most=PIXELS_MOST // 1_000_000)


class TooMuchWork(Invalid):
    """It would take more time, memory or room than a picture gets."""

    def __init__(self) -> None:
        super().__init__("files", "too_much_work")


_REFUSALS: dict[int, Callable[[], Invalid]] = {
    Outcome.BROKEN: NoPicture,
    Outcome.TOO_MANY_PIXELS: TooManyPixels,
    Outcome.TOO_LARGE: TooMuchWork,
}


async def clean(path: Path, kind: str, most_bytes: int) -> Path:
    """Where the clean one lies, beside what was sent. Shape: it may be there after an error too.

    Errors: NoPicture, TooManyPixels, TooMuchWork, StorageAway.
    """
    target = beside(path)
    most = Most(most_bytes, MEMORY_BYTES, PROCESSOR_SECONDS, PATIENCE_SECONDS)
    try:
        outcome = await confined.run(PROGRAM, kind, path, target, most)
    except confined.TooMuch:
        raise TooMuchWork from None
    if outcome != Outcome.CLEAN:
        raise _REFUSALS[outcome]()
    return target


def beside(path: Path) -> Path:
    return path.with_suffix(".clean")
