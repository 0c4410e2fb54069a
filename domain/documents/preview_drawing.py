"""A preview, drawn: a picture, or the first page of a PDF, in two sizes as WebP. Rule: D1.

A program of its own, confined by bounds.py. Source: PDFium, without what runs the scripts of a PDF.
"""

import io
import sys
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from domain.documents import bounds, picture
from domain.documents.bounds import Made
from domain.documents.preview_size import LARGE_PIXELS, PDF, SMALL_PIXELS, Size, beside

_QUALITY = 75
_MIDDLE, _TOP = (0.5, 0.5), (0.5, 0.0)


def drawn(sent: bytes, kind: str) -> dict[Size, bytes]:
    """Shape: the large one whole, the small one a square of its middle, or of a page's top.

    Errors: TooManyPixels, and whatever the libraries stumble over. Choice: colours as they are
    stored, without the profile of a camera; of what moves the first picture.
    """
    large = _page(sent) if kind == PDF else _picture(sent, kind)
    small = ImageOps.fit(
        large, (SMALL_PIXELS, SMALL_PIXELS), centering=_TOP if kind == PDF else _MIDDLE
    )
    return {Size.LARGE: _packed(large), Size.SMALL: _packed(small)}


def _page(sent: bytes) -> Image.Image:
    """Choice: a point less, for the library rounds up."""
    page = pypdfium2.PdfDocument(sent)[0]
    rendered: Image.Image = page.render(scale=(LARGE_PIXELS - 1) / max(page.get_size())).to_pil()
    return rendered.convert("RGB")


def _picture(sent: bytes, kind: str) -> Image.Image:
    with picture.opened(sent, kind) as image:
        picture.check(image)
        image.draft("RGB", (LARGE_PIXELS, LARGE_PIXELS))
        plain = image.convert("RGBA") if "transparency" in image.info else image
        flat = picture.flat(plain)
        flat.thumbnail((LARGE_PIXELS, LARGE_PIXELS))
        return flat.convert("RGB")


def _packed(image: Image.Image) -> bytes:
    image.info.clear()
    made = io.BytesIO()
    image.save(made, "WEBP", quality=_QUALITY)
    return made.getvalue()


def _making(sent: bytes, kind: str, target: Path, _: int) -> Made:
    return {beside(target, size): content for size, content in drawn(sent, kind).items()}


if __name__ == "__main__":
    sys.exit(bounds.keep_to(_making, use_threads=picture.USE_THREADS))
