"""What is told where a family's proposals need more credits than are free. Rule: K6."""

from domain.credits.balance import Lack
from web.words.translations import words


def credits(lack: Lack, language: str, *, is_staff: bool) -> str:
    """What is told where a family's proposals need more than is free, else empty. Rule: K6."""
    if lack.free >= lack.needed:
        return ""
    count = lack.needed - max(lack.free, 0)
    asked = words(language).ngettext("%(n)s Vorschlag", "%(n)s Vorschläge", lack.proposals)
    text = _of_family(count, language) if is_staff else _to_family(count, language)
    return text % {"n": count, "asked": asked % {"n": lack.proposals}}


def _of_family(count: int, language: str) -> str:
    return words(language).ngettext(
        "Für %(asked)s fehlt %(n)s Credit.", "Für %(asked)s fehlen %(n)s Credits.", count
    )


def _to_family(count: int, language: str) -> str:
    return words(language).ngettext(
        "Für %(asked)s fehlt euch %(n)s Credit. Bittet um neue.",
        "Für %(asked)s fehlen euch %(n)s Credits. Bittet um neue.",
        count,
    )
