"""Content codings: which one a browser takes, and a body in it."""

import zlib

import brotli

BROTLI, GZIP, PLAIN = b"br", b"gzip", b""
BEST = 11
# For pages made per request: Brotli's second level takes a twelfth off a list of fifty for 0.04 ms,
# and the next ones take less for more.
QUICK = {BROTLI: 2, GZIP: 1}
# Of 64 KiB, which holds a page; Brotli's own of 4 MiB takes longer to lay out than a page to pack.
PAGE_WINDOW = 16
FILE_WINDOW = 22


def accepted(accept_encoding: bytes) -> bytes:
    """The best of ours that the browser takes; PLAIN is always one."""
    if b"br" in accept_encoding:
        return BROTLI
    return GZIP if b"gzip" in accept_encoding else PLAIN


def pack(raw: bytes, coding: bytes, level: int | None = None) -> bytes:
    """A body in a coding, quickly unless a level (up to 9, or BEST) is named."""
    effort = QUICK[coding] if level is None else level
    if coding == BROTLI:
        window = PAGE_WINDOW if level is None else FILE_WINDOW
        packed: bytes = brotli.compress(raw, quality=effort, lgwin=window)
        return packed
    packer = zlib.compressobj(min(effort, 9), zlib.DEFLATED, 31)
    return packer.compress(raw) + packer.flush()
