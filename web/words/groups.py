"""What people are told of groups, and how their places are said. Rule: N1 S18."""

from datetime import datetime

from web.words import group_places
from web.words.formats import Formats
from web.words.telling import Reader, Texts, Told
from web.words.translations import N_

TEXTS: dict[str, Texts] = {
    "group.over": Texts(N_("Findet nicht statt: %(service)s"), N_("Ihr wart auf der Warteliste.")),
    "group.short": Texts(N_("Noch zu wenige: %(service)s")),
    "group.called_off": Texts(
        N_("Gruppe abgesagt: %(service)s"),
        N_("Es haben sich zu wenige angemeldet. Alle Familien wissen es und zahlen nichts."),
    ),
}


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
    return [when, group_places.missing(facts["missing"], until, reader.language)]


def address(told: Told, reader: Reader) -> str:
    """Choice: who waited for a group that is over is led to other times."""
    group = told.particulars["group"]
    return f"/requests/new?over={group}" if reader.is_guardian else f"/groups/{group}"
