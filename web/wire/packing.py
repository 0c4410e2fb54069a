"""Content codings: which one a browser takes, and a body in it."""

import zlib

import brotli

BROTLI, GZIP, PLAIN = b"br", b"gzip", b""
BEST = 11
# For what is made per request. A page that the browser keeps is sent seldom: Brotli's second level
# takes a twelfth off a list of fifty for 0.04 ms, and the next ones take less for more.
ONCE, KEPT = 1, 2
# Of 64 KiB, which holds a page; Brotli's own of 4 MiB takes longer to lay out than a page to pack.
PAGE_WINDOW = 16
FILE_WINDOW = 22


def accepted(accept_encoding: bytes) -> bytes:
    """The best of ours that the browser takes; PLAIN is always one."""
    if b"br" in accept_encoding:
        return BROTLI
    return GZIP if b"gzip" in accept_encoding else PLAIN


def pack(raw: bytes, coding: bytes, level: int = ONCE) -> bytes:
    """A body in a coding. Shape: level up to 9, or BEST, with which files are packed."""
    if coding == BROTLI:
        window = FILE_WINDOW if level >= 9 else PAGE_WINDOW
        packed: bytes = brotli.compress(raw, quality=level, lgwin=window)
        return packed
    packer = zlib.compressobj(min(level, 9), zlib.DEFLATED, 31)
    return packer.compress(raw) + packer.flush()
