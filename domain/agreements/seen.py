"""What of a text is seen: a sign that is not could make it read otherwise than it is. Rule: D5."""

import re
import unicodedata

_BREAK = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
_KEPT = "\n\t\u200c\u200d"
"""Line breaks, tabs, and what keeps letters apart or together, in Persian for instance."""


def seen(typed: str) -> str:
    """Without controls, lone surrogates and what turns the direction of writing; each line break
    is a line feed.
    """
    return "".join(each for each in _BREAK.sub("\n", typed) if each in _KEPT or _is_seen(each))


def _is_seen(letter: str) -> bool:
    """Choice: signs of Arabic that embrace a number count as controls, but are seen."""
    kind = unicodedata.category(letter)
    return kind not in ("Cc", "Cs", "Cf") or unicodedata.bidirectional(letter) == "AN"
