"""The sizes of a preview, and what one of them says of itself. Rule: D1."""

from enum import StrEnum
from pathlib import Path

PDF = "application/pdf"
KINDS = (PDF, "image/jpeg", "image/png", "image/gif", "image/webp")
"""Of what previews are drawn, as it is kept."""
SMALL_PIXELS = 144
"""A square of a list, on a screen with three points for one."""
LARGE_PIXELS = 1200
"""The longer side of the large one, at most."""
_BEGINS, _AT = b"RIFF", slice(8, 16)
_LOSSY = b"WEBPVP8 "


class Size(StrEnum):
    SMALL = "small"
    LARGE = "large"


def beside(path: Path, size: Size) -> Path:
    """Where it is drawn."""
    return path.with_suffix(f".{size}")


def measured(content: bytes) -> tuple[int, int]:
    """Width and height in pixels. Errors: ValueError, for anything but such a picture.

    Source: RFC 6386 and 9649. Choice: asked of what comes out of the confined process, which may be
    in other hands by then.
    """
    if content[:4] != _BEGINS or content[_AT] != _LOSSY:
        raise ValueError("no such picture")
    width, height = (int.from_bytes(content[at : at + 2], "little") & 0x3FFF for at in (26, 28))
    if not (0 < width <= LARGE_PIXELS and 0 < height <= LARGE_PIXELS):
        raise ValueError("no such size")
    return width, height
