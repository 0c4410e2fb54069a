"""How the places of a group are said. Rule: S18."""

from web.words.translations import N_, say, words

TAKEN = N_("%(taken)s von %(places)s")
FULL = N_("Gruppe, alle Plätze vergeben")


def missing(count: int, until: str, language: str) -> str:
    """How many more it takes, and until when."""
    text = words(language).ngettext(
        "Es fehlt noch %(n)s Kind bis %(until)s, sonst fällt die Gruppe aus.",
        "Es fehlen noch %(n)s Kinder bis %(until)s, sonst fällt die Gruppe aus.",
        count,
    )
    return text % {"n": count, "until": until}


def free(count: int, language: str) -> str:
    """What a family hears of a group: how many places are free, and of nobody in it."""
    if count <= 0:
        return say(language, FULL)
    text = words(language).ngettext(
        "Gruppe, noch %(n)s Platz frei", "Gruppe, noch %(n)s Plätze frei", count
    )
    return text % {"n": count}


def taken(taken: int, places: int, language: str) -> str:
    """Shape: "3 von 5"."""
    return say(language, TAKEN, taken=taken, places=places)
