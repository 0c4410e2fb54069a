"""What people, providers and services are called."""

import unicodedata

# Letters and symbols to Unicode, but blank to the eye: fillers of Hangul and an empty Braille cell.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def is_visible(name: str) -> bool:
    """Whether there is a letter, digit or symbol to see, of any script."""
    return any(unicodedata.category(each)[0] in "LNS" and each not in _BLANK for each in name)
