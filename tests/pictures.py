"""Pictures for tests, as cameras and programs make them, and what can be read of them again."""

import io
import struct
import zlib
from typing import Any

import pillow_heif
from PIL import Image, ImageCms, ImageSequence, PngImagePlugin

PLACE = "Sternwartenweg 7"
TURNED_RIGHT = 6
"""Orientation: the camera was held upright, so that the top is at the right of what is stored."""
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
_ORIENTATION, _DESCRIPTION, _GPS = 0x0112, 0x010E, 0x8825
_XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + PLACE.encode() + b"</x:xmpmeta>"
WIDE = (64, 32)


def made(kind: str, *, orientation: int = 1, mode: str = "RGB", **options: Any) -> bytes:
    """Wide, red at the left and blue at the right; it says where it was taken."""
    pillow_heif.register_heif_opener()
    picture = Image.new("RGB", WIDE, "red")
    picture.paste((0, 0, 255), (WIDE[0] // 2, 0, *WIDE))
    if kind == "PNG":
        known = PngImagePlugin.PngInfo()
        known.add_itxt("XML:com.adobe.xmp", _XMP.decode())
        known.add_text("Comment", PLACE, zip=True)
        options["pnginfo"] = known
    elif kind != "GIF":
        options["xmp"] = _XMP
    if kind in ("JPEG", "GIF"):
        options["comment"] = PLACE.encode()
    if kind != "GIF":
        options |= {"exif": _exif(orientation), "icc_profile": PROFILE}
    content = io.BytesIO()
    picture.convert(mode).save(content, kind, **options)
    return content.getvalue()


def _exif(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    exif[_DESCRIPTION] = PLACE
    exif.get_ifd(_GPS).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0)})
    return exif.tobytes()


def read(content: bytes) -> Image.Image:
    pillow_heif.register_heif_opener()
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def colours(content: bytes, *places: tuple[int, int]) -> list[str]:
    """Which of red and blue prevails at these places."""
    picture = read(content).convert("RGB")
    red, _, blue = (picture.getchannel(band) for band in "RGB")
    return ["red" if of(red, at) > of(blue, at) else "blue" for at in places]


def of(channel: Image.Image, at: tuple[int, int]) -> int:
    return channel.tobytes()[at[1] * channel.width + at[0]]


def frames(content: bytes) -> list[bytes]:
    """Every pixel of everything that moves in it."""
    return [each.convert("RGBA").tobytes() for each in ImageSequence.Iterator(read(content))]


def bomb(width: int, height: int, *, rows: int = 1) -> bytes:
    """A PNG of some bytes that says that it is so large, and turned; with so many rows of it."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    content = zlib.compress(bytes((3 * min(width, 10_000) + 1) * rows), 1)
    turned = _exif(TURNED_RIGHT).removeprefix(b"Exif\0\0")
    parts = [(b"IHDR", head), (b"eXIf", turned), (b"IDAT", content), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(*each) for each in parts)


def _part(name: bytes, content: bytes) -> bytes:
    checked = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + checked
