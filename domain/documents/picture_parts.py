"""The parts of a picture's file: those that make the picture are kept, byte for byte. Rule: D3.

So what moves goes on moving, and nothing gets coarser. What stands behind the end goes too.
Source: the PNG, WebP and GIF89a specifications. Errors of all: ValueError, struct.error and
IndexError, for what is not built so.
"""

import struct
from collections.abc import Iterator

_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_PNG = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT pHYs bKGD cICP mDCV cLLI".split()
    + b"acTL fcTL fdAT".split()
)
_WEBP = frozenset((b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_SAYS_OF_EXIF_AND_XMP = 0x0C
_GIF_REPEATS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_IMAGE, _EXTENSION, _END = 0x2C, 0x21, 0x3B
_CONTROL, _APPLICATION = 0xF9, 0xFF


def kept(sent: bytes, kind: str) -> bytes:
    """Shape: kind is image/png, image/webp or image/gif."""
    return {"image/png": _png, "image/webp": _webp, "image/gif": _gif}[kind](sent)


def _png(sent: bytes) -> bytes:
    made, at = [_PNG_HEAD], len(_PNG_HEAD)
    name = b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", sent, at)
        if name in _PNG:
            made.append(sent[at : at + 12 + length])
        at += 12 + length
    return b"".join(made)


def _webp(sent: bytes) -> bytes:
    made, at = [b"WEBP"], 12
    end = min(len(sent), 8 + struct.unpack_from("<I", sent, 4)[0])
    while at < end:
        name, length = struct.unpack_from("<4sI", sent, at)
        part = bytearray(sent[at : at + 8 + length + length % 2])
        if name == b"VP8X":
            part[8] &= ~_WEBP_SAYS_OF_EXIF_AND_XMP
        if name in _WEBP:
            made.append(bytes(part))
        at += len(part)
    whole = b"".join(made)
    return struct.pack("<4sI", b"RIFF", len(whole)) + whole


def _gif(sent: bytes) -> bytes:
    start = 13 + _colours(sent[10])
    return sent[:start] + b"".join(_gif_parts(sent, start)) + bytes([_END])


def _gif_parts(sent: bytes, at: int) -> Iterator[bytes]:
    while at < len(sent) and sent[at] != _END:
        begin = at
        if sent[at] == _IMAGE:
            at = _behind_blocks(sent, at + 11 + _colours(sent[at + 9]))
            yield sent[begin:at]
            continue
        if sent[at] != _EXTENSION:
            raise ValueError
        label, said = sent[at + 1], sent[at + 3 : at + 14]
        at = _behind_blocks(sent, at + 2)
        if label == _CONTROL or (label == _APPLICATION and said in _GIF_REPEATS):
            yield sent[begin:at]


def _colours(flags: int) -> int:
    """How many bytes a table of colours takes, of which these flags say whether it is there."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _behind_blocks(sent: bytes, at: int) -> int:
    while sent[at]:
        at += 1 + sent[at]
    return at + 1
