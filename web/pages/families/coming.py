"""The sessions of a connection that are to come and those that are over, as rows of a page."""

from typing import Any

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from domain.providers import next_sessions
from domain.providers.connection import Connection
from domain.providers.next_sessions import Coming
from web.pages.credits import statement
from web.pages.sessions.words import STATES, face
from web.words import formats, zones
from web.words.formats import Formats
from web.words.translations import say


async def of(shared: Connection, reader: Visitor[Actor]) -> dict[str, Any]:
    """What the page of a connection shows to either side: its sessions and credits. Rule: K6."""
    return {
        "coming": described(await next_sessions.coming(shared.id), reader),
        "gone": described(await next_sessions.gone(shared.id), reader),
        **await statement.balance(shared, reader),
    }


def described(coming: list[Coming], reader: Visitor[Actor]) -> list[dict[str, Any]]:
    """Rows of the page."""
    with zones.reading_in(reader.time_zone):
        return [_row(one, reader.language) for one in coming]


def _row(one: Coming, language: str) -> dict[str, Any]:
    """Shape: date as "Mo 23. Nov, 15:30–16:15"."""
    day = Formats(language).day(one.starts_at)
    return {
        "address": f"/sessions/{one.id}",
        "state": one.state,
        "state_label": say(language, STATES[one.state]),
        "colour": one.colour,
        "face": face(one.learner_kind, one.creature),
        "text": f"{one.service} · {one.learner}",
        "date": f"{day}, {formats.span(one.starts_at, one.ends_at, language)}",
        "starts_iso": formats.iso(one.starts_at),
    }
