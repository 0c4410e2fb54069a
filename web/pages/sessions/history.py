"""What happened to one session, and what became of an objection. Rule: S11 S12."""

from typing import Any

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor, Staff
from domain.sessions import attendance, objection
from domain.sessions.session import Session
from web.pages.sessions.words import SOMEBODY
from web.words import figures, formats
from web.words.formats import Formats
from web.words.translations import N_, say

# By event: the state it led to, and the sentence with the name of who did it or without.
HISTORY = {
    "session.proposed": ("pending", N_("%(name)s hat die Session vorgeschlagen"), ""),
    "session.requested": ("pending", N_("%(name)s hat angefragt"), ""),
    "session.confirmed": ("confirmed", N_("%(name)s hat bestätigt"), ""),
    "session.unconfirmed": ("pending", N_("%(name)s hat die Bestätigung zurückgenommen"), ""),
    "session.declined": ("declined", N_("%(name)s hat abgelehnt"), ""),
    "session.passed_over": ("declined", N_("%(name)s hat andere Termine der Serie gewählt"), ""),
    "session.cancelled": ("cancelled", N_("%(name)s hat abgesagt"), ""),
    "session.withdrawn": ("cancelled", N_("%(name)s hat es zurückgenommen"), ""),
    "session.expired": ("cancelled", "", N_("Abgelaufen: Niemand hat rechtzeitig geantwortet")),
    "session.missed": ("missed", N_("%(name)s hat die Session als verpasst vermerkt"), ""),
    "session.objected": ("missed", N_("%(name)s hat widersprochen"), ""),
    "session.upheld": ("missed", N_("%(name)s bleibt dabei: verpasst"), ""),
    "session.corrected": ("completed", N_("%(name)s hat berichtigt: doch abgeschlossen"), ""),
    "session.noted": ("", N_("%(name)s hat eine Notiz geschrieben"), ""),
    "session.completed": (
        "completed",
        "",
        N_("Abgeschlossen, %(completed_minutes)s Minuten nach dem Ende"),
    ),
}
OBJECTED = N_(
    "Euer Einspruch ist angekommen (%(by)s, %(when)s). %(name)s kann bis %(until)s antworten."
)
OBJECTED_HERE = N_("%(by)s widerspricht (%(when)s). Antworte bis %(until)s.")
UPHELD = N_("%(name)s bleibt dabei: verpasst.")


def rows(past: list[Any], language: str) -> list[tuple[str, str, str, str, str]]:
    """Shape: state, sentence, moment as read and as ISO, reason."""
    said, told = Formats(language), []
    for kind, happened_at, why, name, _ in past:
        if kind not in HISTORY:
            continue
        state, by_somebody, by_itself = HISTORY[kind]
        who = name or say(language, SOMEBODY)
        text = say(language, by_somebody or by_itself, name=who, **figures.known())
        # What came with the proposal stands above already.
        reason = "" if kind in ("session.proposed", "session.requested") else why
        told.append((state, text, said.moment(happened_at), formats.iso(happened_at), reason))
    return told


def objected(
    made: objection.Standing | None, missed: Session, reader: Visitor[Actor]
) -> dict[str, str] | None:
    """What became of an objection, for both sides. Rule: S11."""
    if made is None or made.made_at is None or reader.is_child:
        return None
    language, said = reader.language, Formats(reader.language)
    if made.answered_at is not None:
        upheld = say(language, UPHELD, name=missed.educator_name)
        return {"title": upheld, "why": made.answer or ""}
    values = {
        "by": made.by or say(language, SOMEBODY),
        "when": said.moment(made.made_at),
        "until": said.moment(missed.ends_at + attendance.CORRECTABLE),
    }
    text = OBJECTED_HERE if isinstance(reader.actor, Staff) else OBJECTED
    title = say(language, text, name=missed.educator_name, **values)
    return {"title": title, "why": made.why or ""}
