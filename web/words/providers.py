"""What people are told of families and providers. Rule: N1 B2."""

from web.words.telling import Reader, Texts, Told
from web.words.translations import N_

TEXTS: dict[str, Texts] = {
    "connection.made": Texts(
        N_("Neue Familie: %(family)s"),
        N_("Ihr seid jetzt verbunden. Du kannst eine Session einstellen."),
    ),
}


def title(told: Told, _: Reader) -> str:
    return TEXTS[told.kind].title


def values(told: Told, _: Reader) -> dict[str, object]:
    return {"family": told.particulars.get("family", "")}


def lines(_: Told, __: Reader) -> list[str]:
    return []


def address(told: Told, reader: Reader) -> str:
    return f"/families/{told.family}" if reader.is_staff and told.family else "/notifications"
