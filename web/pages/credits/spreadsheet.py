"""The statement as CSV, for spreadsheets. Rule: K5."""

import csv
import io

from domain.accounts.visitor import Visitor
from domain.credits import statement as ledger
from domain.credits.statement import Line
from domain.profiles.actor import Actor
from domain.providers.connection import Connection
from web.answer import Answer, download
from web.pages.credits import entry
from web.words import formats, zones
from web.words.formats import Formats
from web.words.translations import N_, say

ROWS_MOST = 50_000
COLUMNS = (
    N_("Datum"),
    N_("Uhrzeit"),
    N_("Was"),
    N_("Leistung"),
    N_("Kind"),
    N_("Session am"),
    N_("Änderung frei"),
    N_("Änderung reserviert"),
    N_("Danach frei"),
    N_("Grund"),
    N_("Eingetragen von"),
)
# A cell that starts so is a formula to spreadsheets, and names and reasons are typed by others.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


async def of(shared: Connection, reader: Visitor[Actor]) -> Answer:
    """Every entry, for spreadsheets. Shape: UTF-8 with BOM, ";" where the comma is decimal."""
    lines = await ledger.lines(shared.id, limit=ROWS_MOST)
    language = reader.language
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";" if language == "de" else ",")
    writer.writerow([say(language, column) for column in COLUMNS])
    with zones.reading_in(reader.time_zone):
        writer.writerows([_cells(line, language) for line in lines])
    body = "\N{BYTE ORDER MARK}" + file.getvalue()
    return download(body.encode(), "text/csv; charset=utf-8", say(language, N_("Kontoauszug.csv")))


def _cells(line: Line, language: str) -> list[str | int]:
    said = Formats(language)
    held_at = line.starts_at
    return [
        said.day_numeric(line.at),
        formats.clock(line.at),
        _harmless(entry.sentence(line, language)),
        _harmless(line.service or ""),
        _harmless(line.learner or ""),
        f"{said.day_numeric(held_at)} {formats.clock(held_at)}" if held_at else "",
        line.free,
        line.held,
        line.free_after,
        _harmless(line.reason),
        _harmless(line.by or ""),
    ]


def _harmless(text: str) -> str:
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text
