"""What is said of documents: kinds, sizes, and what people are told of them. Rule: D1 D4."""

from functools import lru_cache

from domain.providers.side import Side
from web.words import spelling
from web.words.telling import Reader, Texts, Told
from web.words.translations import N_, say, words

TEXTS: dict[str, Texts] = dict.fromkeys(
    ("document.shared", "document.shared_by_family", "document.shared_by_provider"),
    Texts("%(title)s"),
)
_ONE, _FROM = N_("Neues Dokument: %(name)s"), N_("von %(who)s")
_FAMILY = N_("Familie %(family)s")
_KINDS = {
    "application/pdf": N_("PDF"),
    "application/rtf": N_("Text"),
    "text/plain": N_("Text"),
    "image": N_("Bild"),
    "audio": N_("Ton"),
    "video": N_("Video"),
}
_OFFICE = (
    ("sheet", N_("Tabelle")),
    ("presentation", N_("Präsentation")),
    ("text", N_("Text")),
    ("document", N_("Text")),
)
_UNITS = ((1024 * 1024, "MB"), (1024, "KB"))


@lru_cache(maxsize=4096)
def details(media_type: str, count: int, language: str) -> str:
    """Shape: PDF · 2,4 MB."""
    said = kind(media_type, language)
    return f"{said} · {size(count, language)}" if said else size(count, language)


@lru_cache(maxsize=256)
def kind(media_type: str, language: str) -> str:
    """Shape: in a word, PDF, Bild, Tabelle."""
    area = media_type.partition("/")[0]
    if said := _KINDS.get(media_type) or _KINDS.get(area):
        return say(language, said)
    return next((say(language, said) for end, said in _OFFICE if media_type.endswith(end)), "")


def size(count: int, language: str) -> str:
    """Units: bytes. Shape: 2,4 MB, 312 KB, 12 B, with a blank that does not break."""
    for unit, name in _UNITS:
        if count >= unit:
            digits, pattern = (1, "0.0") if count < 10 * unit else (0, "0")
            return f"{spelling.number(round(count / unit, digits), pattern, language)}\u00a0{name}"
    return f"{count} B"


def title(told: Told, reader: Reader) -> str:
    return TEXTS[told.kind].title


def values(told: Told, reader: Reader) -> dict[str, object]:
    """Shape: names of files hold whatever people wrote, so they are filled in and never a text."""
    count = told.particulars.get("count", 1)
    if count == 1:
        name = told.particulars.get("name", "")
        return {"title": say(reader.language, _ONE) % {"name": name}}
    several = words(reader.language).ngettext("%(n)s neues Dokument", "%(n)s neue Dokumente", count)
    return {"title": several % {"n": count}}


def lines(told: Told, reader: Reader) -> list[str]:
    return [say(reader.language, _FROM) % {"who": _whose(told, reader)}]


def address(told: Told, reader: Reader) -> str:
    """Rule: D2: to the page, never to a file."""
    if reader.is_staff:
        return f"/families/{told.family}/documents"
    return f"/providers/{told.provider}/documents"


def _whose(told: Told, reader: Reader) -> str:
    """Shape: the other side as a whole, of one's own who it was."""
    if told.particulars.get("side") == (Side.PROVIDER if reader.is_staff else Side.FAMILY):
        return str(told.particulars["who"])
    if reader.is_staff:
        family = told.particulars.get("family", "")
        return say(reader.language, _FAMILY) % {"family": family}
    return str(told.particulars.get("provider", ""))
