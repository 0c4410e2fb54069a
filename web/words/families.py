"""What guardians are told of who plans with them. Rule: A8 N1."""

from web.words.telling import Reader, Texts, Told
from web.words.translations import N_

TEXTS: dict[str, Texts] = {
    "family.joined": Texts(
        N_("%(name)s plant jetzt mit euch"),
        N_("Ihr seht und entscheidet ab jetzt dasselbe. Kennt ihr die Person nicht, entfernt sie."),
    ),
    "family.left": Texts(
        N_("%(name)s plant nicht mehr mit euch"),
        N_("Alles Vereinbarte bleibt. Abonniert die Kalender der Kinder neu."),
    ),
    "family.closed": Texts(
        N_("Du planst nicht mehr für Familie %(family)s"),
        N_("Jemand aus der Familie hat das beendet. Was vereinbart war, bleibt dort."),
    ),
}


def title(told: Told, _: Reader) -> str:
    return TEXTS[told.kind].title


def values(told: Told, _: Reader) -> dict[str, object]:
    return {key: told.particulars.get(key, "") for key in ("name", "family")}


def lines(_: Told, __: Reader) -> list[str]:
    return []


def address(_: Told, __: Reader) -> str:
    """Whom another one removed is asked there as whom they come."""
    return "/settings/family"
