"""What somebody typed, made harmless and read strictly: what no native input sends is refused."""

import datetime
import re
import unicodedata

# Marks, embeddings, overrides and isolates. Source: UAX 9.
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def cleaned(typed: str) -> str:
    """Without lone surrogates, control characters and what turns the direction of other text.

    Choice: line breaks, all of one kind, and tabs stay. PostgreSQL refuses NUL.
    """
    whole = typed.encode("utf-8", "replace").decode()
    whole = whole.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in whole if each in "\n\t" or not _is_control(each))


def own_address(address: str, default: str = "/") -> str:
    """A place to go on to, only if it is one of ours: `next` may come from anybody."""
    is_path = address.startswith("/") and not address.startswith(("//", "/\\"))
    is_plain = all(" " < letter < "\x7f" and letter != "\\" for letter in address)
    return address if is_path and is_plain else default


def integer(typed: str) -> int:
    """Errors: ValueError, as date and time."""
    # int() takes other scripts' digits and "1_000", which no native input sends.
    if not (typed.isascii() and typed.removeprefix("-").isdigit() and len(typed) <= 12):
        raise ValueError(typed)
    return int(typed)


def time(typed: str) -> datetime.time:
    # fromisoformat() takes zones, fractions and "T16" too, which no native input sends.
    if not re.fullmatch(r"[0-9]{2}:[0-9]{2}(:00)?", typed):
        raise ValueError(typed)
    return datetime.time.fromisoformat(typed)


def date(typed: str) -> datetime.date:
    # The same for "20261124" and "2026-W48-2".
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", typed):
        raise ValueError(typed)
    return datetime.date.fromisoformat(typed)


def moment(typed: str) -> datetime.datetime:
    """A moment of an address of ours, with its zone. Units: UTC. Errors: ValueError."""
    at = datetime.datetime.fromisoformat(typed)
    if at.tzinfo is None:
        raise ValueError(typed)
    try:
        return at.astimezone(datetime.UTC)
    except OverflowError as error:
        raise ValueError(typed) from error


def _is_control(letter: str) -> bool:
    return unicodedata.category(letter) == "Cc" or letter in _BIDI
