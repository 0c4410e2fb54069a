"""What people are told of sessions. Rule: N1 S1."""

from datetime import datetime

from domain.sessions.session import State
from web.words import moves, session_credits, session_times
from web.words.conflicts import OFFER_OVER
from web.words.formats import Formats
from web.words.telling import Reader, Texts, Told
from web.words.translations import N_, say

TOO_FEW = N_("Es haben sich zu wenige angemeldet.")
# Families are told with whom, educators for whom; %(what)s is "Mathe mit Jonas Weber" either way.
TEXTS: dict[str, Texts] = {
    "session.proposed": Texts(N_("Vorschlag: %(what)s")),
    "session.requested": Texts(N_("Anfrage: %(what)s")),
    "session.moved": Texts(N_("Neue Zeit: %(what)s")),
    "session.rescheduled": Texts(N_("Verschieben: %(what)s")),
    "session.wish_declined": Texts(N_("Keine andere Zeit: %(what)s")),
    "session.given_up": Texts(
        N_("Entfällt: %(what)s"), N_("Eine neue Zeit ist schon vorgeschlagen.")
    ),
    "session.countered": Texts(N_("Andere Zeiten: %(what)s")),
    "session.exchanged": Texts(N_("Andere Zeit zur Wahl: %(what)s")),
    "session.narrowed": Texts(N_("Eine Zeit weniger: %(what)s")),
    "session.confirmed": Texts(N_("Bestätigt: %(what)s")),
    "session.place_free": Texts(N_("Platz frei: %(what)s")),
    "session.sooner_free": Texts(N_("Früher frei: %(what)s")),
    "session.joined": Texts(N_("Angemeldet: %(what)s")),
    "session.declined": Texts(N_("Abgelehnt: %(what)s")),
    "session.cancelled": Texts(N_("Abgesagt: %(what)s")),
    "session.waived": Texts(
        N_("Credit zurück: %(what)s"), N_("Die späte Absage kostet euch nichts.")
    ),
    "session.withdrawn": Texts(N_("Zurückgenommen: %(what)s")),
    "session.expired": Texts(
        N_("Abgelaufen: %(what)s"), N_("Niemand hat rechtzeitig geantwortet.")
    ),
    "session.not_held": Texts(N_("Findet nicht statt: %(what)s"), TOO_FEW),
    "session.called_off": Texts(N_("Abgesagt: %(what)s"), TOO_FEW),
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
PICKED = N_("%(count)s von %(asked)s")
KEPT_UNTIL = N_("Bis %(until)s gehört sie euch. Danach fragen wir die nächste Familie.")
FIRST_HAS_IT = N_("Alle, die warten, wissen davon. Wer zuerst nimmt, bekommt die Zeit.")
PLACE_KEPT_UNTIL = N_("Bis %(until)s gehört er euch. Danach fragen wir die nächste Familie.")
FIRST_HAS_PLACE = N_("Alle, die warten, wissen davon. Wer zuerst bestätigt, bekommt den Platz.")
OFFERED = {
    "session.sooner_free": (KEPT_UNTIL, FIRST_HAS_IT),
    "session.place_free": (PLACE_KEPT_UNTIL, FIRST_HAS_PLACE),
}
"""Of what became free: kept for one, and for nobody."""
SOON_MINUTES = 15


def title(told: Told, reader: Reader) -> str:
    minutes = told.particulars.get("minutes")
    if told.kind == "session.reminded" and minutes is not None and minutes <= SOON_MINUTES:
        return SOON
    return TEXTS[told.kind].title


def values(told: Told, reader: Reader) -> dict[str, object]:
    """Shape: "Mathe mit Jonas Weber", of several "12 × Mathe mit Jonas Weber", of those picked from
    more "7 von 10 × Mathe mit Mila"; of times to choose from it is one session.
    """
    facts = told.particulars
    name = facts.get("learner" if reader.is_staff else "educator", "")
    what = say(reader.language, WHAT) % {"service": facts.get("service", ""), "name": name}
    count = str(told.facts_count)
    if asked := facts.get("asked_count"):
        count = say(reader.language, PICKED, count=count, asked=asked)
    is_one = facts.get("is_alternative") or (told.facts_count == 1 and not asked)
    return {"what": what if is_one else f"{count} × {what}"}


def lines(told: Told, reader: Reader) -> list[str]:
    is_over = told.kind == "session.sooner_free" and told.state != State.PENDING
    facts, count = told.particulars, told.facts_count
    old = [] if is_over else moves.told(told.kind, facts, count, reader.language)
    return [
        session_times.line(told, reader),
        *old,
        *_offered(told, reader),
        *session_credits.lines(told, reader),
    ]


def address(told: Told, reader: Reader) -> str:
    if reader.is_staff and (asks := told.particulars.get("asks")):
        return f"/sessions/{asks}"
    is_move = bool(told.particulars.get("instead_of"))
    if told.facts_count > 1 and not is_move and (series := told.particulars.get("series")):
        return f"/series/{series}"
    return f"/sessions/{told.session}" if told.session else "/sessions"


def _offered(told: Told, reader: Reader) -> list[str]:
    """How long an earlier time, or a place of a group, is to be had. Rule: S17."""
    facts, language = told.particulars, reader.language
    if told.kind not in OFFERED or told.state == State.CONFIRMED:
        return []
    if told.state != State.PENDING:
        return [say(language, OFFER_OVER)] if told.kind == "session.sooner_free" else []
    kept, first_has_it = OFFERED[told.kind]
    if kept_until := facts.get("kept_until"):
        until = Formats(language).moment(datetime.fromisoformat(kept_until))
        return [say(language, kept, until=until)]
    return [say(language, first_has_it)]
