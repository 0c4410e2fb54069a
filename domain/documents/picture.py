"""A picture, cleaned: upright, and without what a camera says of place and time. Rule: D3.

A program of its own, confined by bounds.py.
"""

import io
import sys
from pathlib import Path

import pi_heif
from PIL import Image, JpegImagePlugin

from domain.documents import bounds, picture_parts
from domain.documents.bounds import Made, TooManyPixels
from domain.documents.outcome import PIXELS_MOST

JPEG, HEIC = "image/jpeg", "image/heic"
FORMATS = {JPEG: "JPEG", HEIC: "HEIF", "image/png": "PNG", "image/gif": "GIF", "image/webp": "WEBP"}
USE_THREADS = frozenset((HEIC, "image/webp"))
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_GOOD, _SMALLER = 92, 80


def cleaned(sent: bytes, kind: str, most: int) -> bytes:
    """Shape: of the same kind, but a JPEG for a HEIC; at most so many bytes where that can be.

    Errors: TooManyPixels, and whatever the libraries stumble over for what is no such picture.
    """
    with opened(sent, kind) as image:
        check(image)
        turn = _TURNS.get(_orientation(image))
        if kind in (JPEG, HEIC):
            return _jpeg(image, turn, most)
        frames = getattr(image, "n_frames", 1)
        _read_all(image, frames)
        if turn is None or frames > 1:
            return picture_parts.kept(sent, kind)
        return _turned(image, turn, is_lossless=b"VP8L" in sent[:4096])


def opened(sent: bytes, kind: str) -> Image.Image:
    """Choice: a JPEG that holds several (a phone's with depths) is read as its first one."""
    if kind == JPEG:
        return JpegImagePlugin.JpegImageFile(io.BytesIO(sent))
    if kind == HEIC:
        pi_heif.register_heif_opener(
            thumbnails=False, depth_images=False, aux_images=False, decode_threads=1
        )
    return Image.open(io.BytesIO(sent), formats=[FORMATS[kind]])


def check(image: Image.Image) -> None:
    """Before anything is unpacked."""
    if image.width * image.height > PIXELS_MOST:
        raise TooManyPixels


def _orientation(image: Image.Image) -> int:
    """Choice: who wrote nonsense beside a picture still has a picture."""
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except (ValueError, TypeError, SyntaxError, KeyError, EOFError):
        return 1


def _read_all(image: Image.Image, frames: int) -> None:
    if image.width * image.height * frames > PIXELS_MOST:
        raise TooManyPixels
    for frame in range(frames):
        image.seek(frame)
        image.load()


def _jpeg(image: Image.Image, turn: Image.Transpose | None, most: int) -> bytes:
    """Choice: where it would not fit, it is made once more and coarser."""
    profile = image.info.get("icc_profile")
    is_as_it_was = turn is None and image.format == "JPEG"
    image.load()
    subsampling = JpegImagePlugin.get_sampling(image) if image.format == "JPEG" else -1
    # What is known of it is written if nobody says otherwise.
    image.info.clear()
    upright = flat(image if turn is None else image.transpose(turn))
    for quality in ("keep" if is_as_it_was else _GOOD, _SMALLER):
        made = io.BytesIO()
        sampled = {} if quality == "keep" else {"subsampling": subsampling}
        upright.save(made, "JPEG", quality=quality, icc_profile=profile, **sampled)
        if made.tell() <= most:
            break
    return made.getvalue()


def flat(image: Image.Image) -> Image.Image:
    """On white, where something shines through."""
    if image.mode not in ("RGBA", "LA"):
        return image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _turned(image: Image.Image, turn: Image.Transpose, *, is_lossless: bool) -> bytes:
    kept = {
        name: image.info[name] for name in ("icc_profile", "transparency") if name in image.info
    }
    name = image.format
    upright = image.transpose(turn)
    upright.info.clear()
    made = io.BytesIO()
    upright.save(made, name, lossless=is_lossless, quality=_GOOD, method=1, **kept)
    return made.getvalue()


def _making(sent: bytes, kind: str, target: Path, most: int) -> Made:
    return {target: cleaned(sent, kind, most)}


if __name__ == "__main__":
    sys.exit(bounds.keep_to(_making, use_threads=USE_THREADS))
