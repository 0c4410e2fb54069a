"""What cancelling would mean for whoever reads, before it is done. Rule: S8."""

from datetime import datetime
from typing import Any

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from domain.sessions import sooner_wait
from domain.sessions.session import Session
from domain.sessions.terms import Outcome, Terms
from web.pages.sessions import costs
from web.words import formats
from web.words.formats import Formats
from web.words.translations import N_, say, words

NO_CREDIT = N_("Kurzfristig, aber es verfällt kein Credit")


async def waiting(cancellable: Session, holds: Terms, language: str) -> str:
    """To an educator: how many would take an earlier time, "" for nobody. Rule: S17."""
    is_theirs = holds.outcome == Outcome.RELEASED and cancellable.group_date is None
    count = await sooner_wait.count_after(cancellable) if is_theirs else 0
    if not count:
        return ""
    text = words(language).ngettext(
        "Auf eine frühere Zeit wartet %(n)s Familie.",
        "Auf eine frühere Zeit warten %(n)s Familien.",
        count,
    )
    return text % {"n": count}


def times(cancellable: Session, holds: Terms, reader: Visitor[Actor]) -> dict[str, Any]:
    """Until when it was or is free, and what is lost. Within zones.reading_in()."""
    said, seconds = Formats(reader.language), int(holds.starts_in.total_seconds())
    return {
        **free(holds.free_until, reader.language),
        "starts_left": said.length(seconds // 60) if seconds > 0 else "",
        "notice_hours": cancellable.notice_hours,
        "lapsing": _lapsing(holds.credits_lost, reader.language),
    }


def free(until: datetime | None, language: str) -> dict[str, str]:
    """Until when it costs nothing. Within zones.reading_in()."""
    said = Formats(language)
    return {
        "free_until": said.moment(until) if until else "",
        "free_until_iso": formats.iso(until) if until else "",
        "free_left": said.until(until) if until else "",
    }


def _lapsing(count: int, language: str) -> str:
    return costs.lapsing(count, language) or say(language, NO_CREDIT)
