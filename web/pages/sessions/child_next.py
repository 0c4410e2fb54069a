"""The next session of a child, as its home shows it large. Rule: A8 S13."""

from datetime import datetime
from typing import Any

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from domain.sessions import session as sessions
from domain.sessions.listed import Listed
from web.pages.sessions import video_room
from web.pages.sessions.words import WITH, place
from web.words import formats, zones
from web.words.formats import Formats
from web.words.translations import N_, say

CLOCK = N_("%(time)s Uhr")
HORIZONS_SECONDS = (3_600, 86_400, 604_800)
"""Of what the ring shows a part: the last hour, the last day, a week (countdown-ring.js)."""


async def context(row: Listed, child: Visitor[Actor], now: datetime) -> dict[str, Any]:
    said, language = Formats(child.language), child.language
    whole = await sessions.by_id(row.id)
    return {
        **video_room.of(whole, now),
        "address": f"/sessions/{row.id}",
        "title": title(row, language),
        "date": _date(row, language),
        "starts_iso": formats.iso(row.starts_at),
        "starts_in": said.relative(row.starts_at),
        "ring": ring((row.starts_at - now).total_seconds()),
        "is_running": row.starts_at <= now,
        "place": "" if row.place == "online" else place(row.place, child, row.educator),
    }


def ring(seconds: float) -> int:
    """What is left until then, of a hundred. Choice: a week at most."""
    left = max(0.0, seconds)
    horizon = next((each for each in HORIZONS_SECONDS if left <= each), left)
    return round(100 * left / horizon)


def title(row: Listed, language: str) -> str:
    """With whom, by the first name alone."""
    return say(language, WITH, service=row.service, name=row.educator.split()[0])


def _date(row: Listed, language: str) -> str:
    """Shape: "15:30 Uhr", on another day than today "Di 24. Nov, 15:30 Uhr"."""
    at = say(language, CLOCK, time=formats.clock(row.starts_at))
    is_today = zones.local(row.starts_at).date() == zones.today()
    return at if is_today else f"{Formats(language).day(row.starts_at)}, {at}"
