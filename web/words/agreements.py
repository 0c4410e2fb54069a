"""What is said of agreements: how they stand, and what people are told of them. Rule: D5."""

from domain.agreements.agreement import Demand
from domain.agreements.asked import Standing
from web.words.telling import Reader, Texts, Told
from web.words.translations import N_, say

TEXTS: dict[str, Texts] = {
    "agreement.asked": Texts(N_("Zustimmung ausstehend: %(title)s")),
    "agreement.reminded": Texts(N_("Noch ohne eure Zustimmung: %(title)s")),
    "agreement.urged": Texts(N_("%(who)s bittet um eure Zustimmung: %(title)s")),
    "agreement.withdrawn": Texts(N_("Zustimmung zurückgenommen: %(title)s")),
}
STANDINGS = {
    Standing.PENDING: N_("Zustimmung ausstehend"),
    Standing.SIGNED: N_("Unterzeichnet"),
    Standing.WITHDRAWN: N_("Zurückgenommen"),
}
CHIPS = {
    Standing.PENDING: "waiting",
    Standing.SIGNED: "positive",
    Standing.WITHDRAWN: "negative",
}
DEMANDS = {
    Demand.OPTIONAL: N_("freiwillig"),
    Demand.REQUIRED: N_("erforderlich"),
    Demand.BOOKING: N_("zum Buchen nötig"),
}
CHOICES = {
    Demand.OPTIONAL: N_("Freiwillig: Es geht auch ohne"),
    Demand.REQUIRED: N_("Erforderlich: Wir erinnern daran"),
    Demand.BOOKING: N_("Zum Buchen nötig: Ohne sie lassen sich keine Termine bestätigen"),
}
HAPPENED = {
    "agreement.asked": N_("%(name)s bittet um Zustimmung: %(title)s"),
    "agreement.signed": N_("%(name)s hat zugestimmt: %(title)s"),
    "agreement.withdrawn": N_("%(name)s hat die Zustimmung zurückgenommen: %(title)s"),
}
"""What a conversation says of it. Rule: C3. Shape: name of whoever did it."""
_FROM = N_("von %(who)s")
_FAMILY = N_("Familie %(family)s")
_BOOKING = N_("Erst danach könnt ihr wieder Termine bestätigen oder anfordern.")


def title(told: Told, _: Reader) -> str:
    return TEXTS[told.kind].title


def values(told: Told, _: Reader) -> dict[str, object]:
    """Shape: a title holds whatever its provider wrote, so it is filled in and never a text."""
    return {name: told.particulars.get(name, "") for name in ("title", "who")}


def lines(told: Told, reader: Reader) -> list[str]:
    whose = told.particulars.get("provider", "")
    if reader.is_staff:
        whose = say(reader.language, _FAMILY) % {"family": told.particulars.get("family", "")}
    said = [say(reader.language, _FROM) % {"who": whose}]
    if not reader.is_staff and told.particulars.get("demand") == Demand.BOOKING:
        said.append(say(reader.language, _BOOKING))
    return said


def address(told: Told, reader: Reader) -> str:
    if reader.is_staff:
        return f"/families/{told.family}/agreements"
    return f"/providers/{told.provider}/agreements"
