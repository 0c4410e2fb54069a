"""What a child has done: its sessions, in stars and the knots to the next one."""

from datetime import datetime
from typing import Any

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from domain.sessions import past
from web.words.formats import Formats
from web.words.translations import words

STAR_SESSIONS = 5


async def context(child: Visitor[Actor]) -> dict[str, Any]:
    """Shape: done "" before the first one. Within zones.reading_in()."""
    held = await past.done(child.profile_id)
    if held is None:
        return {"done": ""}
    since, count = held
    stars, knots = divmod(count, STAR_SESSIONS)
    return {
        "done": _since(since, count, child.language),
        "stars": stars,
        "knots": knots,
        "to_star": _to_star(STAR_SESSIONS - knots, child.language),
    }


def _since(since: datetime, count: int, language: str) -> str:
    text = words(language).ngettext(
        "%(n)s Session seit %(month)s", "%(n)s Sessions seit %(month)s", count
    )
    return text % {"n": count, "month": Formats(language).month_alone(since)}


def _to_star(count: int, language: str) -> str:
    text = words(language).ngettext(
        "Noch %(n)s Session bis zum nächsten Stern",
        "Noch %(n)s Sessions bis zum nächsten Stern",
        count,
    )
    return text % {"n": count}
