"""When and where a session takes place, as people are told of it. Rule: N1 S13."""

from collections.abc import Sequence
from datetime import datetime

from domain.sessions.place import Place
from web.words.formats import Formats, span
from web.words.places import place
from web.words.telling import Reader, Told
from web.words.translations import N_, say

FROM = N_("ab %(when)s")
TO_PICK = N_("Zur Wahl: %(times)s")
FOR = N_("für %(name)s")


def line(told: Told, reader: Reader) -> str:
    """Shape: "Di 24. Nov · 16:00–16:45 · für Mila", of several "ab Di 24. Nov · …", of times to
    choose from "Zur Wahl: Di 24. Nov, 16:00 · Mi 25. Nov, 17:00 · für Mila".
    """
    facts = told.particulars
    parts = _to_pick(facts["times"], reader) if facts.get("times") else _from_to(told, reader)
    if reader.is_guardian:
        parts.append(say(reader.language, FOR) % {"name": facts.get("learner", "")})
    if told.facts_count == 1 and facts.get("place"):
        parts.append(_where(told, reader))
    return " · ".join(parts)


def _to_pick(times: Sequence[str], reader: Reader) -> list[str]:
    said = Formats(reader.language)
    moments = [said.moment(datetime.fromisoformat(each)) for each in times]
    return [say(reader.language, TO_PICK, times=" · ".join(moments))]


def _from_to(told: Told, reader: Reader) -> list[str]:
    """The day, of several the first, and the times."""
    names, language = ("starts_at", "ends_at"), reader.language
    starts, ends = (datetime.fromisoformat(told.particulars[name]) for name in names)
    day = Formats(language).day(starts)
    day = say(language, FROM, when=day) if told.facts_count > 1 else day
    return [day, span(starts, ends, language)]


def _where(told: Told, reader: Reader) -> str:
    """Choice: an address, but no link to a room, which belongs on the page of the session."""
    facts = told.particulars
    where = place(facts["place"], reader.kind, facts.get("educator", ""), reader.language)
    detail = "" if facts["place"] == Place.ONLINE else facts.get("place_detail", "")
    return f"{where}, {detail}" if detail else where
