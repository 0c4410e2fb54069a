"""The statement in words that a parent understands, as rows of a page. Rule: K5."""

from typing import Any

from domain.accounts.visitor import Visitor
from domain.credits import balance as balances
from domain.credits import package, statement
from domain.credits.package import Source
from domain.credits.statement import Line
from domain.profiles.actor import Actor
from domain.providers.connection import Connection
from web.access import Request
from web.words import formats, zones
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
    "released": N_("%(count)s wieder frei, weil abgesagt wurde"),
    "spent": N_("%(count)s eingelöst"),
    "lapsed.session.cancelled": N_("%(count)s verfallen, weil zu spät abgesagt wurde"),
    "lapsed.session.missed": N_("%(count)s verfallen, weil die Session verpasst wurde"),
    "lapsed": N_("%(count)s verfallen"),
    "restored": N_("%(count)s zurückgegeben: doch nicht verpasst"),
    "expired": N_("%(count)s abgelaufen"),
}


async def context(request: Request, shared: Connection, reader: Visitor[Actor]) -> dict[str, Any]:
    """What partials/credits/statement.html shows of a connection."""
    at, address = _page(request), str(request.scope["path"]).rstrip("/")
    lines = await statement.lines(shared.id, limit=PAGE_ROWS + 1, offset=(at - 1) * PAGE_ROWS)
    with zones.reading_in(reader.time_zone):
        shown = rows(lines[:PAGE_ROWS], reader.language)
    return {
        **await balance(shared),
        "ending": _ending(await package.sources([shared.id]), reader.language),
        "lines": shown,
        "csv_address": f"{address}.csv",
        "newer_address": f"{address}?page={at - 1}" if at > 1 else "",
        "older_address": f"{address}?page={at + 1}" if len(lines) > PAGE_ROWS else "",
    }


async def balance(shared: Connection) -> dict[str, Any]:
    """Units: whole credits. Rule: K6: is_low when those that are waited for cost more."""
    counts = await balances.of(shared.id)
    return {**counts._asdict(), "is_low": counts.is_low}


def rows(lines: list[Line], language: str) -> list[dict[str, Any]]:
    """One row for each entry, for a reader whose zone is set."""
    said = Formats(language)
    return [
        {
            "text": sentence(line, language),
            "details": _details(line, said, language),
            "when": said.moment(line.at),
            "when_iso": formats.iso(line.at),
            "change": signed(line.free),
            "after": line.free_after,
            "address": f"/sessions/{line.session}" if line.session else "",
        }
        for line in lines
    ]


def sentence(line: Line, language: str) -> str:
    """What an entry means."""
    keys = (f"{line.kind}.{line.package_kind}", f"{line.kind}.{line.because}", line.kind)
    text = next(SENTENCES[key] for key in keys if key in SENTENCES)
    return say(language, text, count=Formats(language).credits(_count(line)))


def signed(count: int) -> str:
    """Shape: "+5", "−1" with a real minus, "±0"."""
    return f"+{count}" if count > 0 else f"−{-count}" if count else "±0"


def _count(line: Line) -> int:
    """How many credits an entry is about."""
    counts = (line.granted, line.free, line.held, line.spent, line.lapsed, line.expired)
    return max(abs(count) for count in counts)


def _details(line: Line, said: Formats, language: str) -> str:
    parts = []
    if line.service and line.starts_at:
        parts += [line.service, line.learner or "", said.moment(line.starts_at)]
    parts.append(line.reason)
    if line.kind == "granted" and line.expires_on:
        parts.append(say(language, N_("gültig bis %(day)s"), day=said.day_numeric(line.expires_on)))
    return " · ".join(part for part in parts if part)


def _ending(packages: list[Source], language: str) -> list[tuple[int, str]]:
    """Free credits that end on a day, the first first: 3, "24.11.2026"."""
    said = Formats(language)
    return [
        (each.free, said.day_numeric(each.expires_on))
        for each in packages
        if each.free > 0 and each.expires_on
    ]


def _page(request: Request) -> int:
    asked = request.query_params.get("page", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1
    return min(max(number, 1), LAST_PAGE)
