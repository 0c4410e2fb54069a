"""What people are told of the credits of a session. Rule: S8."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from domain import clock
from domain.sessions.session import State
from web.words import binding
from web.words.formats import Formats
from web.words.telling import Reader, Told
from web.words.translations import N_, say, words

FREE_UNTIL = N_("Kostenfrei absagen bis %(moment)s.")
BINDING = N_("Ab jetzt verbindlich: kostenfrei absagen geht nicht mehr.")
LAPSED = N_("Der Credit ist verfallen.")
KEPT = N_("Kein Credit verfällt.")
ASKING = (
    *("session.proposed", "session.place_free", "session.moved", "session.sooner_free"),
    *("session.exchanged", "session.narrowed"),
)
SURE = ("session.reminded", "session.confirmed", "session.joined")


def lines(told: Told, reader: Reader) -> list[str]:
    """What it costs, or would cost, to whom it does; what it has cost, to whoever is paid too."""
    facts = told.particulars
    if not (reader.is_guardian or reader.is_staff) or not facts.get("credits"):
        return []
    if ended := lost(told.kind, facts, reader.language):
        return [ended]
    if reader.is_staff:
        return []
    # What has been answered asks for nothing any more.
    is_asking = told.kind in ASKING and told.state == State.PENDING
    if facts.get("free_until") and (is_asking or told.kind in SURE):
        return _free_until(told, reader)
    return []


def lost(kind: str, facts: Mapping[str, Any], language: str) -> str:
    """What ended with it, "" where it goes on. Shape: of an event that is about credits."""
    if kind == "session.cancelled" and "lost_together" in facts:
        return _lost_together(facts["lost_together"], language)
    if kind in ("session.cancelled", "session.called_off", "session.rescheduled"):
        return say(language, KEPT if facts.get("is_free", True) else LAPSED)
    return say(language, LAPSED) if kind == "session.missed" else ""


def _lost_together(count: int, language: str) -> str:
    """Of dates of which some may be free."""
    if not count:
        return say(language, KEPT)
    text = words(language).ngettext(
        "%(n)s Credit ist verfallen.", "%(n)s Credits sind verfallen.", count
    )
    return text % {"n": count}


def _free_until(told: Told, reader: Reader) -> list[str]:
    limit = datetime.fromisoformat(told.particulars["free_until"])
    if told.facts_count > 1:
        first = datetime.fromisoformat(told.particulars["starts_at"])
        said = binding.each(first, limit, reader.language)
        return [said] if said else []
    if limit > clock.now():
        moment = Formats(reader.language).moment(limit)
        return [say(reader.language, FREE_UNTIL) % {"moment": moment}]
    return [say(reader.language, BINDING)] if told.kind in ASKING else []
