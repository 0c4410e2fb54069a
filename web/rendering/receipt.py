"""The receipt of a consent as PDF: who agreed when to what, and how that can be checked. Rule: D5.

Shape: the same facts are the same bytes. Choice: the text lies in it as it was typed too, so that
everybody can make its hash.
"""

from collections.abc import Iterator
from datetime import datetime

from domain.agreements import blocks
from domain.agreements.receipt import Receipt
from web.rendering import receipt_hash, wording
from web.rendering.paper import ACCENT, RED, SOFT, Paper
from web.wire.release import STATIC
from web.words import documents, formats, receipts, zones
from web.words.formats import Formats
from web.words.translations import say

_THREAD, _LABEL, _KNOT = 9, 38, 1.9
"""Units: millimetres, as all here."""


def pdf(of: Receipt, language: str, time_zone: str) -> bytes:
    """Shape: in one of our languages, its times in the reader's zone."""
    heading = say(language, receipts.HEADING)
    foot = f"{say(language, receipts.RECEIPT)} · SHA-256 {receipt_hash.begins(of.sha256)}"
    with zones.reading_in(time_zone):
        paper = Paper(
            f"{heading}: {of.title}",
            language,
            of.withdrawn_at or of.given_at,
            (foot, say(language, receipts.PAGE)),
        )
        _head(paper, of, language)
        _facts(paper, of, language)
    receipt_hash.draw(paper, of.sha256, of.address, bool(of.file_name), language)
    _wording(paper, of, language)
    return bytes(paper.output())


def _head(paper: Paper, of: Receipt, language: str) -> None:
    paper.image(STATIC / "icons" / "favicon.svg", w=9, h=9)
    paper.set_xy(paper.l_margin + 12, paper.t_margin)
    paper.letters(12, style="B")
    paper.cell(0, 9, "Lernfaden")
    paper.set_xy(paper.l_margin, paper.t_margin + 18)
    paper.letters(10, ACCENT, "B")
    paper.section(say(language, receipts.HEADING))
    paper.letters(20, style="B")
    paper.say(of.title)
    paper.letters(11.5, SOFT)
    # A name in Arabic at the beginning would turn the line round.
    paper.say(f"{say(language, receipts.VERSION, n=of.number)} · {of.provider}")
    if of.withdrawn_at:
        paper.ln(3)
        paper.letters(11.5, RED, "B")
        paper.say(say(language, receipts.WITHDRAWN))
    paper.ln(6)


def _facts(paper: Paper, of: Receipt, language: str) -> None:
    """Rows on a thread, with a knot where somebody agreed and one where that was taken back."""
    for label, value, knot in _rows(of, language):
        paper.keep_together(12)
        top = paper.get_y()
        paper.set_x(paper.l_margin + _THREAD)
        paper.letters(9, SOFT)
        paper.cell(_LABEL, 6.2, say(language, label))
        paper.letters(colour=RED if knot == "crossed" else paper.ink, style="B" if knot else "")
        paper.set_xy(paper.l_margin + _THREAD + _LABEL, top + 0.4)
        paper.say(value, paper.epw - _THREAD - _LABEL)
        _thread(paper, top, knot)
    paper.ln(6)


def _rows(of: Receipt, language: str) -> Iterator[tuple[str, str, str]]:
    """Shape: label, value, and its knot, if it has one."""
    yield receipts.GIVEN_BY, of.by, "ring"
    yield receipts.FOR, of.learner or say(language, receipts.FAMILY), ""
    yield receipts.GIVEN_AT, _moment(of.given_at, language), ""
    if of.device:
        yield receipts.DEVICE, of.device, ""
    yield receipts.SHOWN_IN, say(language, receipts.LANGUAGES.get(of.shown_in, of.shown_in)), ""
    yield receipts.ASKED_BY, of.provider, ""
    if of.file_name:
        size = documents.size(of.size, language)
        yield receipts.FILE, f"{of.file_name} · {size}", ""
    if of.withdrawn_at:
        yield receipts.WITHDRAWN_AT, _moment(of.withdrawn_at, language), "crossed"


def _thread(paper: Paper, top: float, knot: str) -> None:
    bottom, middle, x = paper.get_y() + 1.2, top + 3.1, paper.l_margin + 2.4
    paper.set_draw_color(*ACCENT)
    paper.set_line_width(0.5)
    paper.line(x, middle if knot == "ring" else top, x, middle if knot == "crossed" else bottom)
    if knot:
        paper.set_fill_color(255, 255, 255)
        paper.set_draw_color(*(RED if knot == "crossed" else ACCENT))
        paper.circle(x, middle, _KNOT, style="DF")
    if knot == "crossed":
        way = _KNOT * 0.7
        paper.line(x - way, middle - way, x + way, middle + way)
        paper.line(x - way, middle + way, x + way, middle - way)
    paper.set_y(bottom)


def _moment(moment: datetime, language: str) -> str:
    """Shape: Dienstag, 24. November 2026, 16:03 (2026-11-24T15:03:12Z)."""
    day = Formats(language).day_long(moment)
    return f"{day}, {formats.clock(moment)} ({formats.iso(moment)})"


def _wording(paper: Paper, of: Receipt, language: str) -> None:
    paper.keep_together(40)
    paper.letters(15, style="B")
    paper.section(say(language, receipts.WORDING))
    paper.ln(2)
    if of.file_name:
        paper.letters()
        paper.say(say(language, receipts.IN_FILE))
        return
    wording.draw(paper, blocks.of(of.text))
    paper.attach(say(language, receipts.ATTACHED), of.text, of.given_at)
