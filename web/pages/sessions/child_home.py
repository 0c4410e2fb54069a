"""A child's home: the next session large, what follows, and what is done. No money, no credits."""

from datetime import datetime
from typing import Any

from domain import clock
from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from domain.sessions import upcoming
from domain.sessions.listed import Listed
from web.pages.sessions import cards, child_next, child_stars
from web.pages.sessions.words import STATES
from web.words import formats, zones
from web.words.formats import Formats
from web.words.translations import N_, say

PROPOSED, AFTERWARDS = N_("Vorgeschlagen"), N_("Danach")
AHEAD = ("pending", "confirmed")
"""What was missed a moment ago is no more ahead, even where it would still run."""
SOON_DAYS = 6
COMING_MOST = 20


async def context(child: Visitor[Actor], since: datetime) -> dict[str, Any]:
    """What partials/sessions/child_home.html needs. Rule: A8 S12 S13."""
    now = clock.now()
    listed = await upcoming.upcoming(child.actor, since)
    ahead = [row for row in listed if row.ends_at > now and _is_ahead(row)]
    first = next((row for row in ahead if row.state == "confirmed"), None)
    others = [row for row in ahead if row is not first][:COMING_MOST]
    with zones.reading_in(child.time_zone):
        return {
            "is_child_home": True,
            "next": await child_next.context(first, child, now) if first else None,
            "coming": _groups(others, first, child),
            **await child_stars.context(child),
        }


def _is_ahead(row: Listed) -> bool:
    return row.state in AHEAD


def _groups(
    others: list[Listed], first: Listed | None, child: Visitor[Actor]
) -> list[tuple[str, list[dict[str, Any]]]]:
    """What is only proposed may begin before the next session, and comes not after it."""
    before = [row for row in others if first is None or row.starts_at < first.starts_at]
    after = [row for row in others if row not in before]
    headed = ((PROPOSED, before), (AFTERWARDS, after))
    return [
        (say(child.language, heading), [_coming(row, child) for row in rows])
        for heading, rows in headed
        if rows
    ]


def _coming(row: Listed, child: Visitor[Actor]) -> dict[str, Any]:
    said, language = Formats(child.language), child.language
    days = (zones.local(row.starts_at).date() - zones.today()).days
    day = said.weekday(row.starts_at) if days <= SOON_DAYS else said.day(row.starts_at)
    return {
        "dom_id": f"session-{row.id}-card",
        "address": f"/sessions/{row.id}",
        "state": row.state,
        "state_label": say(language, STATES[row.state]),
        "starts_iso": formats.iso(row.starts_at),
        "date": f"{day} · {formats.clock(row.starts_at)}",
        "title": child_next.title(row, language),
        "starts_in": said.relative(row.starts_at),
        "one_of": cards.one_of(row, language),
    }
