"""What people, families, providers and services are called."""

import unicodedata

from domain.errors import Invalid

LENGTH_MOST = 80

# Letters and symbols to Unicode, but blank to the eye: fillers of Hangul and an empty Braille cell.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def checked(name: str, most: int = LENGTH_MOST) -> str:
    """A name as it is kept: any script, on one line, something to see. Errors: Invalid (name)."""
    name = " ".join(name.split())
    if not is_visible(name):
        raise Invalid("name", "missing")
    if len(name) > most:
        raise Invalid("name", "too_long", most=most)
    return name


def is_visible(name: str) -> bool:
    """Whether there is a letter, digit or symbol to see, of any script."""
    return any(unicodedata.category(each)[0] in "LNS" and each not in _BLANK for each in name)
