"""What people are told of sessions. Rule: N1 S1."""

from datetime import datetime

from domain import clock
from domain.sessions.session import Place, State
from web.words.formats import Formats, span
from web.words.places import place
from web.words.telling import Reader, Texts, Told
from web.words.translations import N_, say, words

# Families are told with whom, educators for whom; %(what)s is "Mathe mit Jonas Weber" either way.
TEXTS: dict[str, Texts] = {
    "session.proposed": Texts(N_("Vorschlag: %(what)s")),
    "session.requested": Texts(N_("Anfrage: %(what)s")),
    "session.confirmed": Texts(N_("Bestätigt: %(what)s")),
    "session.declined": Texts(N_("Abgelehnt: %(what)s")),
    "session.cancelled": Texts(N_("Abgesagt: %(what)s")),
    "session.withdrawn": Texts(N_("Zurückgenommen: %(what)s")),
    "session.expired": Texts(
        N_("Abgelaufen: %(what)s"), N_("Niemand hat rechtzeitig geantwortet.")
    ),
    "session.missed": Texts(
        N_("Verpasst: %(what)s"),
        N_("Stimmt das nicht? Ihr könnt %(object_hours)s Stunden lang widersprechen."),
    ),
    "session.objected": Texts(N_("Einspruch: %(what)s")),
    "session.upheld": Texts(N_("Bleibt verpasst: %(what)s")),
    "session.corrected": Texts(
        N_("Berichtigt: %(what)s"), N_("Die Session gilt als abgeschlossen.")
    ),
    "session.noted": Texts(
        N_("Notiz: %(what)s"), N_("Was war und was als Nächstes kommt, steht in der Session.")
    ),
    "session.reminded": Texts(N_("Erinnerung: %(what)s")),
}
WHAT = N_("%(service)s mit %(name)s")
SOON = N_("Gleich geht es los: %(what)s")
FROM = N_("ab %(when)s")
FOR = N_("für %(name)s")
FREE_UNTIL = N_("Kostenfrei absagen bis %(moment)s.")
BINDING = N_("Ab jetzt verbindlich: kostenfrei absagen geht nicht mehr.")
LAPSED = N_("Der Credit ist verfallen.")
KEPT = N_("Kein Credit verfällt.")
PICKED = N_("%(count)s von %(asked)s")
SOON_MINUTES = 15


def title(told: Told, reader: Reader) -> str:
    minutes = told.particulars.get("minutes")
    if told.kind == "session.reminded" and minutes is not None and minutes <= SOON_MINUTES:
        return SOON
    return TEXTS[told.kind].title


def values(told: Told, reader: Reader) -> dict[str, object]:
    """Shape: "Mathe mit Jonas Weber", of several "12 × Mathe mit Jonas Weber", of those picked from
    more "7 von 10 × Mathe mit Mila".
    """
    facts = told.particulars
    name = facts.get("learner" if reader.is_staff else "educator", "")
    what = say(reader.language, WHAT) % {"service": facts.get("service", ""), "name": name}
    count = str(told.facts_count)
    if asked := facts.get("asked_count"):
        count = say(reader.language, PICKED, count=count, asked=asked)
    is_one = told.facts_count == 1 and not asked
    return {"what": what if is_one else f"{count} × {what}"}


def lines(told: Told, reader: Reader) -> list[str]:
    return [_when(told, reader), *_credits(told, reader)]


def address(told: Told, _: Reader) -> str:
    if told.facts_count > 1 and (series := told.particulars.get("series")):
        return f"/series/{series}"
    return f"/sessions/{told.session}" if told.session else "/sessions"


def _when(told: Told, reader: Reader) -> str:
    """Shape: "Di 24. Nov · 16:00–16:45 · für Mila", of several "ab Di 24. Nov · …"."""
    facts, language = told.particulars, reader.language
    starts, ends = (datetime.fromisoformat(facts[name]) for name in ("starts_at", "ends_at"))
    day = Formats(language).day(starts)
    if told.facts_count > 1:
        day = say(language, FROM, when=day)
    parts = [day, span(starts, ends, language)]
    if reader.is_guardian:
        parts.append(say(language, FOR) % {"name": facts.get("learner", "")})
    if told.facts_count == 1 and facts.get("place"):
        parts.append(_where(told, reader))
    return " · ".join(parts)


def _where(told: Told, reader: Reader) -> str:
    """Choice: an address, but no link to a room, which belongs on the page of the session."""
    facts = told.particulars
    where = place(facts["place"], reader.kind, facts.get("educator", ""), reader.language)
    detail = "" if facts["place"] == Place.ONLINE else facts.get("place_detail", "")
    return f"{where}, {detail}" if detail else where


def _credits(told: Told, reader: Reader) -> list[str]:
    """What it costs, or would cost, to whom it does. Rule: S8."""
    facts = told.particulars
    if not reader.is_guardian or not facts.get("credits"):
        return []
    if told.kind == "session.cancelled" and "lost_together" in facts:
        return [_lost_together(facts["lost_together"], reader.language)]
    if told.kind == "session.cancelled":
        return [say(reader.language, KEPT if facts.get("is_free", True) else LAPSED)]
    if told.kind == "session.missed":
        return [say(reader.language, LAPSED)]
    # What has been answered asks for nothing any more.
    is_asking = told.kind == "session.proposed" and told.state == State.PENDING
    is_sure = told.kind in ("session.reminded", "session.confirmed")
    # Each date of several has a limit of its own, which its page says.
    is_one = told.facts_count == 1
    if is_one and facts.get("free_until") and (is_asking or is_sure):
        return _free_until(told, reader)
    return []


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
    if limit > clock.now():
        moment = Formats(reader.language).moment(limit)
        return [say(reader.language, FREE_UNTIL) % {"moment": moment}]
    return [say(reader.language, BINDING)] if told.kind == "session.proposed" else []
