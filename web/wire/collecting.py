"""How often Python looks for garbage that refers to itself: of a page there is next to none."""

import gc

NEW_OBJECTS = 10_000
"""Between two looks; Python's own 700 come together several times while one list is drawn."""


def rarely() -> None:
    """For a process that has started: what is there by now stays, and is not looked at again.

    Choice: freeze() and a higher threshold, which saved a list 6 % of its processor time
    (`bin/bench a`). What no longer is referred to goes at once, as ever.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS)
