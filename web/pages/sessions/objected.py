"""What became of an objection, as both sides read it on Meeting-Info. Rule: S11."""

from datetime import datetime

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor, Staff
from domain.sessions import attendance
from domain.sessions.objection_standing import Standing
from domain.sessions.session import Session
from web.pages.sessions.words import SOMEBODY
from web.words.formats import Formats
from web.words.translations import N_, say

OBJECTED = N_(
    "Euer Einspruch ist angekommen (%(by)s, %(when)s). %(name)s kann bis %(until)s antworten."
)
OBJECTED_HERE = N_("%(by)s widerspricht (%(when)s). Antworte bis %(until)s.")
UPHELD = N_("%(name)s bleibt dabei: verpasst.")


def of(made: Standing | None, missed: Session, reader: Visitor[Actor]) -> dict[str, str] | None:
    """What became of an objection, for both sides. Rule: S11."""
    if made is None or made.made_at is None or reader.is_child:
        return None
    if made.answered_at is not None:
        upheld = say(reader.language, UPHELD, name=missed.educator_name)
        return {"title": upheld, "why": made.answer or ""}
    return {"title": _waits(made, made.made_at, missed, reader), "why": made.why or ""}


def _waits(made: Standing, made_at: datetime, missed: Session, reader: Visitor[Actor]) -> str:
    """By whom and when, and until when it is answered."""
    language, said = reader.language, Formats(reader.language)
    return say(
        language,
        OBJECTED_HERE if isinstance(reader.actor, Staff) else OBJECTED,
        name=missed.educator_name,
        by=made.by or say(language, SOMEBODY),
        when=said.moment(made_at),
        until=said.moment(missed.ends_at + attendance.CORRECTABLE),
    )
