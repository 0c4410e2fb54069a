"""The name of a file: in any script, and harmless wherever it is saved. Rule: D3."""

import unicodedata

from pathvalidate import sanitize_filename

from domain.documents.allowed import Allowed
from domain.documents.document import NAME_LENGTH

_UNNAMED = "Dokument"
_JOINING = "\u200c\u200d"
"""What keeps letters of a word apart or together, in Persian for instance."""


def kept(sent: str, allowed: Allowed, becomes: Allowed) -> str:
    """What a file is called here: its own name, with an ending that says what is in it.

    Shape: becomes says as what it is kept; without ways, control signs and what turns the direction
    of writing, which would show "gpj.exe" as "exe.jpg"; at most NAME_LENGTH signs.
    """
    harmless = str(sanitize_filename(_plain(sent), platform="universal")).lstrip(". ")
    stem, ending = _parted(harmless, allowed)
    if becomes != allowed:
        ending = becomes.endings[0]
    return f"{stem[: NAME_LENGTH - len(ending)].rstrip('. ') or _UNNAMED}{ending}"


def shown(sent: str) -> str:
    """What one that is not kept is called where that is said: likewise, with the ending it had."""
    return _plain(sent)[:NAME_LENGTH] or _UNNAMED


def _plain(sent: str) -> str:
    name = unicodedata.normalize("NFC", sent.replace("\\", "/").rpartition("/")[2])
    seen = "".join(
        each for each in name if each in _JOINING or unicodedata.category(each)[0] != "C"
    )
    return " ".join(seen.split())


def _parted(name: str, allowed: Allowed) -> tuple[str, str]:
    for ending in allowed.endings:
        if name.lower().endswith(ending):
            return name[: -len(ending)], name[-len(ending) :]
    return name, allowed.endings[0]
