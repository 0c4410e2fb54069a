"""How the cleaning of a picture ends: what its process says by its status. Rule: D3.

Choice: a module of its own, so that who asks for it loads no library that reads pictures.
"""

from enum import IntEnum

PIXELS_MOST = 100_000_000
"""Of all that move in one picture together."""


class Outcome(IntEnum):
    """Any other: it was ended by its bounds, or by itself."""

    CLEAN = 0
    BROKEN = 3
    TOO_MANY_PIXELS = 4
    TOO_LARGE = 5
    UNWRITTEN = 6
