"""The statement in words that a parent understands, as rows of a page. Rule: K5."""

from typing import Any

from domain.accounts.visitor import Visitor
from domain.credits import balance as balances
from domain.credits import package, statement
from domain.credits.package import Source
from domain.credits.statement import Line
from domain.profiles.actor import Actor, Staff
from domain.providers.connection import Connection
from web.access import Request
from web.words import credits, formats, zones
from web.words.formats import Formats
from web.words.translations import N_, say

PAGE_ROWS = 30
LAST_PAGE = 1000

# By kind, by kind and what caused it, and by kind and the kind of package.
SENTENCES = {
    "granted": N_("%(count)s gutgeschrieben"),
    "corrected": N_("%(count)s zurückgenommen"),
    "settled.package": N_("%(count)s mit dem Überzogenen verrechnet"),
    "settled.overdraft": N_("Überzogenes ausgeglichen: %(count)s"),
    "held": N_("%(count)s reserviert"),
    "released.session.unconfirmed": N_(
        "%(count)s wieder frei, weil die Bestätigung zurückgenommen wurde"
    ),
    **dict.fromkeys(
        ("released.session.replaced", "released.session.given_up", "released.session.rescheduled"),
        N_("%(count)s wieder frei, weil verschoben wurde"),
    ),
    "released": N_("%(count)s wieder frei, weil abgesagt wurde"),
    "spent": N_("%(count)s eingelöst"),
    "lapsed.session.cancelled": N_("%(count)s verfallen, weil zu spät abgesagt wurde"),
    "lapsed.session.missed": N_("%(count)s verfallen, weil die Session verpasst wurde"),
    "lapsed": N_("%(count)s verfallen"),
    "waived": N_("%(count)s zurückgegeben: Verfall erlassen"),
    "restored": N_("%(count)s zurückgegeben: doch nicht verpasst"),
    "expired": N_("%(count)s abgelaufen"),
}


async def context(request: Request, shared: Connection, reader: Visitor[Actor]) -> dict[str, Any]:
    """What partials/credits/statement.html shows of a connection."""
    at, address = _page(request), str(request.scope["path"]).rstrip("/")
    offset = (at - 1) * PAGE_ROWS
    matters = await statement.matters(shared.id, limit=PAGE_ROWS + 1, offset=offset)
    with zones.reading_in(reader.time_zone):
        shown = [_row(matter, reader.language) for matter in matters[:PAGE_ROWS]]
    return {
        **await balance(shared, reader),
        "ending": _ending(await package.sources([shared.id]), reader.language),
        "rows": shown,
        "csv_address": f"{address}.csv",
        "newer_address": f"{address}?page={at - 1}" if at > 1 else "",
        "older_address": f"{address}?page={at + 1}" if len(matters) > PAGE_ROWS else "",
    }


async def balance(shared: Connection, reader: Visitor[Actor]) -> dict[str, Any]:
    """Units: whole credits. Rule: K6: is_low when those that are waited for cost more."""
    counts = await balances.of(shared.id)
    missing = credits.missing(counts, reader.language, is_staff=isinstance(reader.actor, Staff))
    return {**counts._asdict(), "is_low": counts.is_low, "missing": missing}


def _row(matter: list[Line], language: str) -> dict[str, Any]:
    """What became of a session, with its movements, or one entry. Within zones.reading_in()."""
    said, newest = Formats(language), matter[0]
    alike = [line for line in matter if (line.kind, line.at) == (newest.kind, newest.at)]
    text = _sentence(newest, sum(map(_count, alike)), language)
    if newest.session:
        text = f"{newest.service}, {newest.learner}: {text}"
    return {
        "text": text,
        "details": _details(newest, said, language),
        "when": said.moment(newest.at),
        "when_iso": formats.iso(newest.at),
        "change": signed(sum(line.free for line in matter)),
        "after": newest.free_after,
        "address": f"/sessions/{newest.session}" if newest.session else "",
        "movements": [_movement(line, said) for line in matter] if len(matter) > 1 else [],
    }


def _movement(line: Line, said: Formats) -> tuple[str, str, str, str]:
    """Shape: text, moment as read and as ISO, change."""
    moment = said.moment(line.at), formats.iso(line.at)
    return (sentence(line, said.language), *moment, signed(line.free))


def sentence(line: Line, language: str) -> str:
    """What an entry means."""
    return _sentence(line, _count(line), language)


def _sentence(line: Line, count: int, language: str) -> str:
    keys = (f"{line.kind}.{line.package_kind}", f"{line.kind}.{line.because}", line.kind)
    text = next(SENTENCES[key] for key in keys if key in SENTENCES)
    return say(language, text, count=Formats(language).credits(count))


def signed(count: int) -> str:
    """Shape: "+5", "−1" with a real minus, "" where nothing changes."""
    return f"+{count}" if count > 0 else f"−{-count}" if count else ""


def _count(line: Line) -> int:
    """How many credits an entry is about."""
    counts = (line.granted, line.free, line.held, line.spent, line.lapsed, line.expired)
    return max(abs(count) for count in counts)


def _details(line: Line, said: Formats, language: str) -> str:
    parts = []
    if line.starts_at:
        parts.append(said.moment(line.starts_at))
    parts.append(line.reason)
    if line.kind == "granted" and line.expires_on:
        parts.append(say(language, N_("gültig bis %(day)s"), day=said.day(line.expires_on)))
    return " · ".join(part for part in parts if part)


def _ending(packages: list[Source], language: str) -> list[tuple[int, str]]:
    """Free credits that end on a day, the first first: 3, "24.11.2026"."""
    said = Formats(language)
    return [
        (each.free, said.day(each.expires_on))
        for each in packages
        if each.free > 0 and each.expires_on
    ]


def _page(request: Request) -> int:
    asked = request.query_params.get("page", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1
    return min(max(number, 1), LAST_PAGE)
