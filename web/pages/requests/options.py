"""What a family chooses next of a request, and what it can choose anew. Rule: S5."""

from typing import NamedTuple
from uuid import UUID

from domain.sessions.bookable import Bookable
from web.pages.requests.steps import Chosen
from web.words.formats import Formats
from web.words.translations import N_, say

TITLES = {
    "educator": N_("Bei wem?"),
    "service": N_("Welche Leistung?"),
    "learner": N_("Für wen?"),
}


class Option(NamedTuple):
    address: str
    text: str
    small: str


def title(chosen: Chosen, language: str) -> str:
    return say(language, TITLES[chosen.missing])


def of(chosen: Chosen, language: str) -> list[Option]:
    """Of what is missing."""
    said = Formats(language)
    if chosen.missing == "educator":
        return _educators(chosen)
    if chosen.missing == "service":
        return [
            Option(chosen.address(service=each.service), each.service_name, _costs(each, said))
            for each in chosen.offered
        ]
    return [Option(chosen.address(learner=each.id), each.name, "") for each in chosen.learners]


def summary(chosen: Chosen, language: str) -> list[Option]:
    """What is chosen, each with where it can be chosen anew, "" where there is no other."""
    booked = chosen.booked
    lines = []
    if booked:
        text = f"{booked.service_name} · {booked.educator_name}"
        is_only = len(chosen.known) == 1
        small = _costs(booked, Formats(language))
        lines.append(Option("" if is_only else chosen.without("service"), text, small))
    names = [each.name for each in chosen.learners if each.id == chosen.learner]
    if names and len(chosen.learners) > 1:
        lines.append(Option(chosen.without("learner"), names[0], ""))
    return lines


def _educators(chosen: Chosen) -> list[Option]:
    names: dict[UUID, Option] = {}
    for each in chosen.known:
        small = each.educator_name if each.provider_kind == "organisation" else ""
        address = chosen.address(educator=each.educator)
        names.setdefault(each.educator, Option(address, each.provider_name, small))
    return list(names.values())


def _costs(each: Bookable, said: Formats) -> str:
    length = said.minutes(each.duration_minutes)
    return f"{length} · {said.credits(each.credits)}" if each.credits else length
