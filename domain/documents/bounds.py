"""Bounds of a confined process, taken by itself before it reads anything. Rule: D3.

Choice: whoever makes a file can make it cost gigabytes or use a fault of what reads it, so it is
read in a process that may take some seconds and a bounded memory, knows no secret, and says nothing
but a number; and only there are the libraries loaded. Its other side is confined.py.
"""

import os
import resource
import sys
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path

from PIL import Image

from domain.documents.outcome import PIXELS_MOST, Outcome

_FILES_MOST = 32

Made = Mapping[Path, bytes]
Making = Callable[[bytes, str, Path, int], Made]
"""Shape: of content, kind, where to write and bytes at most; what is to be written where."""


class TooManyPixels(Exception):
    """More than PIXELS_MOST."""


def keep_to(making: Making, *, use_threads: frozenset[str]) -> int:
    """Makes something within bounds and writes it; the status to end with.

    Shape: arguments are kind, where it lies, where to write, and what it may take at most: bytes
    of a file, bytes of memory, seconds of a processor; use_threads are kinds.
    """
    kind, source, target, *bounds = sys.argv[1:]
    most, memory, seconds = map(int, bounds)
    _limit(most, memory, seconds, has_threads=kind in use_threads)
    try:
        made = making(Path(source).read_bytes(), kind, Path(target), most)
    except (TooManyPixels, Image.DecompressionBombWarning, Image.DecompressionBombError):
        return Outcome.TOO_MANY_PIXELS
    except MemoryError:
        raise
    except Exception:
        # Whatever the libraries stumble over: it is said by the number alone, nothing is shown.
        return Outcome.BROKEN
    return Outcome.TOO_LARGE if max(map(len, made.values())) > most else _written(made)


def _limit(most: int, memory: int, seconds: int, *, has_threads: bool) -> None:
    """Choice: threads count as processes, so these are bounded only where no library has any."""
    os.nice(10)
    limits = [
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, most),
        (resource.RLIMIT_NOFILE, _FILES_MOST),
        (resource.RLIMIT_CORE, 0),
    ]
    if not has_threads:
        limits.append((resource.RLIMIT_NPROC, 0))
    for what, bound in limits:
        resource.setrlimit(what, (bound, bound))
    Image.MAX_IMAGE_PIXELS = PIXELS_MOST
    warnings.simplefilter("error", Image.DecompressionBombWarning)


def _written(made: Made) -> Outcome:
    try:
        for path, content in made.items():
            path.write_bytes(content)
    except OSError:
        return Outcome.UNWRITTEN
    return Outcome.CLEAN
