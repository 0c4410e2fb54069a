"""What people are told of groups, and how their places are said. Rule: N1 S18."""

from datetime import datetime

from web.words.formats import Formats
from web.words.telling import Reader, Texts, Told
from web.words.translations import N_, say, words

TEXTS: dict[str, Texts] = {
    "group.over": Texts(N_("Findet nicht statt: %(service)s"), N_("Ihr wart auf der Warteliste.")),
    "group.short": Texts(N_("Noch zu wenige: %(service)s")),
    "group.called_off": Texts(
        N_("Gruppe abgesagt: %(service)s"),
        N_("Es haben sich zu wenige angemeldet. Alle Familien wissen es und zahlen nichts."),
    ),
}
TAKEN = N_("%(taken)s von %(places)s")
FULL = N_("Gruppe, alle Plätze vergeben")


def title(told: Told, _: Reader) -> str:
    return TEXTS[told.kind].title


def values(told: Told, _: Reader) -> dict[str, object]:
    return {"service": told.particulars.get("service", "")}


def lines(told: Told, reader: Reader) -> list[str]:
    """Shape: "Di 24. Nov, 16:00", and while there is time "Es fehlen noch 2 bis Mo, 16:00."."""
    facts, said = told.particulars, Formats(reader.language)
    when = said.moment(datetime.fromisoformat(facts["starts_at"]))
    if told.kind != "group.short":
        return [when]
    until = said.moment(datetime.fromisoformat(facts["call_off_at"]))
    return [when, missing(facts["missing"], until, reader.language)]


def address(told: Told, reader: Reader) -> str:
    """Choice: who waited for a group that is over is led to other times."""
    group = told.particulars["group"]
    return f"/requests/new?over={group}" if reader.is_guardian else f"/groups/{group}"


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
