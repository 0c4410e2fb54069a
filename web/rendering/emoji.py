"""Messages of emoji alone, which are shown larger. Rule: C3."""

import regex

MOST = 3

# Source: UTS 51: flags, keycaps, and pictures with what follows them: their presentation, a colour
# of skin, tags, and further pictures joined to them.
_PICTURE = r"\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?"
_ONE = (
    r"\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3|"
    rf"{_PICTURE}(?:\u200D{_PICTURE})*[\U000E0020-\U000E007F]*"
)
_FEW = regex.compile(rf"\s*(?:(?:{_ONE})\s*){{1,{MOST}}}")
_LONGEST = 64
"""Three of the longest, so that nobody waits for a long text to be looked at."""


def is_emoji_alone(words: str) -> bool:
    """Whether it is a few of them and nothing else."""
    return len(words) <= _LONGEST and _FEW.fullmatch(words) is not None
