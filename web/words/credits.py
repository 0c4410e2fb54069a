"""What people are told of credits. Rule: N1 K4 K6."""

from web.words.formats import Formats
from web.words.telling import Reader, Texts, Told
from web.words.translations import N_, say

TEXTS: dict[str, Texts] = {
    "credits.granted": Texts(N_("%(credits)s gutgeschrieben")),
    "credits.corrected": Texts(N_("Credits korrigiert")),
    "credits.expired": Texts(N_("Credits abgelaufen")),
    "credits.asked": Texts(
        N_("Familie %(family)s bittet um Credits"),
        N_("Du kannst sie bei der Familie gutschreiben."),
    ),
}
PROVIDER = N_("bei %(provider)s")


def title(told: Told, _: Reader) -> str:
    return TEXTS[told.kind].title


def values(told: Told, reader: Reader) -> dict[str, object]:
    count = abs(told.particulars.get("credits", 0))
    return {
        "credits": Formats(reader.language).credits(count),
        "family": told.particulars.get("family", ""),
    }


def lines(told: Told, reader: Reader) -> list[str]:
    provider = told.particulars.get("provider")
    if reader.is_staff or not provider:
        return []
    return [say(reader.language, PROVIDER) % {"provider": provider}]


def address(told: Told, reader: Reader) -> str:
    if reader.is_staff:
        return f"/families/{told.family}" if told.family else "/families"
    return f"/providers/{told.provider}/account" if told.provider else "/notifications"
