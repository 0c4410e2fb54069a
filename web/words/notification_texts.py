"""What an event says to whoever is told of it: the words of list, push and mail alike."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from web.words.formats import Formats, reading_in, span
from web.words.translations import N_, say, words

# Families are told with whom, educators for whom; %(what)s is "Mathe mit Jonas Weber" either way.
TITLES: dict[str, str] = {
    "connection.made": N_("Neue Familie: %(family)s"),
    "credits.granted": N_("%(credits)s gutgeschrieben"),
    "credits.corrected": N_("Credits korrigiert"),
    "credits.expired": N_("Credits abgelaufen"),
    "session.proposed": N_("Vorschlag: %(what)s"),
    "session.confirmed": N_("Bestätigt: %(what)s"),
    "session.declined": N_("Abgelehnt: %(what)s"),
    "session.cancelled": N_("Abgesagt: %(what)s"),
    "session.withdrawn": N_("Vorschlag zurückgenommen: %(what)s"),
    "session.expired": N_("Vorschlag abgelaufen: %(what)s"),
    "session.missed": N_("Verpasst: %(what)s"),
    "session.objected": N_("Einspruch: %(what)s"),
    "session.corrected": N_("Berichtigt: %(what)s"),
    "session.reminded": N_("Erinnerung: %(what)s"),
}
WHAT = N_("%(service)s mit %(name)s")
SOON = N_("Gleich geht es los: %(what)s")
FOR = N_("für %(name)s")
FREE_UNTIL = N_("Kostenfrei absagen bis %(moment)s.")
PROVIDER = N_("bei %(provider)s")
SENTENCES: dict[str, str] = {
    "connection.made": N_("Ihr seid jetzt verbunden. Du kannst eine Session einstellen."),
    "session.expired": N_("Niemand hat rechtzeitig geantwortet."),
    "session.missed": N_("Stimmt das nicht? Ihr könnt 48 Stunden lang widersprechen."),
    "session.corrected": N_("Die Session gilt als abgeschlossen."),
}
LAPSED = N_("Der Credit ist verfallen.")
KEPT = N_("Kein Credit verfällt.")
SOON_MINUTES = 15


class Told(Protocol):
    """A notification with the facts of its event, as domain/notifications hands it out."""

    @property
    def kind(self) -> str: ...
    @property
    def session(self) -> UUID | None: ...
    @property
    def particulars(self) -> dict[str, Any]: ...
    @property
    def why(self) -> str: ...
    @property
    def family(self) -> UUID | None: ...
    @property
    def provider(self) -> UUID | None: ...


class Words(NamedTuple):
    """Shape: title and text are plain; text may have several lines; address is a path of ours."""

    title: str
    text: str
    address: str
    button: str


def of(told: Told, reader_kind: str, language: str, time_zone: str) -> Words:
    """The words for one reader. Shape: reader_kind as Profile.kind."""
    with reading_in(time_zone):
        facts = _facts(told.particulars, reader_kind, language)
        title = say(language, TITLES.get(told.kind, N_("Neues von Lernfaden")))
        if told.kind == "session.reminded" and facts["minutes"] <= SOON_MINUTES:
            title = say(language, SOON)
        return Words(
            title % facts if "%(" in title else title,
            "\n".join(filter(None, _lines(told, reader_kind, language))),
            _address(told, reader_kind),
            words(language).gettext("Ansehen"),
        )


def confirm(language: str) -> str:
    """The button that confirms a proposal without opening it. Rule: S3 N1."""
    return words(language).gettext("Bestätigen")


def _facts(particulars: Mapping[str, Any], reader_kind: str, language: str) -> dict[str, Any]:
    name = particulars.get("child" if reader_kind == "educator" else "educator", "")
    service = particulars.get("service", "")
    return {
        "family": particulars.get("family", ""),
        "provider": particulars.get("provider", ""),
        "minutes": particulars.get("minutes", 0),
        "credits": Formats(language).credits(abs(particulars.get("credits", 0))),
        "what": say(language, WHAT) % {"service": service, "name": name},
    }


def _lines(told: Told, reader_kind: str, language: str) -> list[str]:
    """The text, from the most to the least important."""
    facts = told.particulars
    found = [_when(facts, reader_kind, language)] if told.session else []
    if told.kind.startswith("credits.") and facts.get("provider"):
        found.append(say(language, PROVIDER) % {"provider": facts["provider"]})
    if told.kind == "session.cancelled" and reader_kind == "guardian" and facts.get("credits"):
        found.append(say(language, KEPT if facts.get("is_free", True) else LAPSED))
    if told.kind == "session.reminded" and reader_kind == "guardian" and facts.get("free_until"):
        moment = Formats(language).moment(datetime.fromisoformat(facts["free_until"]))
        found.append(say(language, FREE_UNTIL) % {"moment": moment})
    if told.kind in SENTENCES:
        found.append(say(language, SENTENCES[told.kind]))
    if told.why:
        found.append(f"„{told.why}“" if language == "de" else f"“{told.why}”")
    return found


def _when(facts: Mapping[str, Any], reader_kind: str, language: str) -> str:
    """Shape: "Di 24. Nov · 16:00–16:45 · für Mila"."""
    starts, ends = (datetime.fromisoformat(facts[name]) for name in ("starts_at", "ends_at"))
    parts = [Formats(language).day(starts), span(starts, ends, language)]
    if reader_kind == "guardian":
        parts.append(say(language, FOR) % {"name": facts.get("child", "")})
    return " · ".join(parts)


def _address(told: Told, reader_kind: str) -> str:
    if told.session:
        return f"/sessions/{told.session}"
    if reader_kind == "educator":
        return f"/families/{told.family}" if told.family else "/families"
    if told.kind.startswith("credits.") and told.provider:
        return f"/providers/{told.provider}/account"
    return "/notifications"
