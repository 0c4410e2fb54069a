"""A hash on paper, in groups that can be read out, beside the way to check it. Rule: D5."""

import segno

from web.rendering.paper import ACCENT, INK, SOFT, SUNKEN, Paper
from web.words import receipts
from web.words.translations import say

_GROUP, _IN_LINE = 4, 4
_CODE, _PAD, _QUIET = 36, 6, 4
"""Units: millimetres; of the code's margin in its own squares."""


def begins(sha256: str) -> str:
    """Shape: 9f86 d081 884c 7d65 …"""
    return " ".join([*_groups(sha256)[:_IN_LINE], "…"])


def draw(paper: Paper, sha256: str, address: str, is_file: bool, language: str) -> None:
    height = _CODE + 2 * _PAD + 14
    paper.keep_together(height)
    top, left = paper.get_y(), paper.l_margin
    paper.set_fill_color(*SUNKEN)
    paper.rect(left, top, paper.epw, height, style="F", round_corners=True, corner_radius=3)
    _groups_of(paper, sha256, left + _PAD, top + _PAD, language)
    x = left + paper.epw - _CODE - _PAD
    _code(paper, address, x, top + _PAD)
    paper.set_xy(x, top + _PAD + _CODE + 1)
    paper.letters(9, ACCENT, "B")
    paper.cell(_CODE, 5, say(language, receipts.CHECK), align="C", link=address)
    paper.set_xy(left + _PAD, top + _PAD + 32.5)
    paper.letters(8.5, SOFT)
    paper.say(_how(is_file, language), paper.epw - _CODE - 4 * _PAD)
    paper.set_xy(left + _PAD, top + height - 8.5)
    paper.letters(7, SOFT)
    paper.cell(0, 4, address, link=address)
    paper.set_xy(left, top + height + 8)


def _how(is_file: bool, language: str) -> str:
    if is_file:
        return say(language, receipts.HOW_FILE)
    return say(language, receipts.HOW_TEXT, file=say(language, receipts.ATTACHED))


def _groups(sha256: str) -> list[str]:
    return [sha256[at : at + _GROUP] for at in range(0, len(sha256), _GROUP)]


def _groups_of(paper: Paper, sha256: str, x: float, y: float, language: str) -> None:
    paper.set_xy(x, y)
    paper.letters(9, SOFT)
    paper.cell(0, 6, f"{say(language, receipts.HASH)} (SHA-256)")
    paper.letters(13)
    for at, group in enumerate(_groups(sha256)):
        line, column = divmod(at, _IN_LINE)
        paper.set_xy(x + 22 * column, y + 7 + 6 * line)
        paper.cell(22, 6, group)


def _code(paper: Paper, address: str, x: float, y: float) -> None:
    """Squares that touch, drawn as lines of them."""
    rows = [bytes(row) for row in segno.make(address, error="m", micro=False).matrix]
    square = _CODE / (len(rows) + 2 * _QUIET)
    paper.set_fill_color(255, 255, 255)
    paper.rect(x, y, _CODE, _CODE, style="F")
    paper.set_fill_color(*INK)
    for down, row in enumerate(rows):
        for at, dark in enumerate(row):
            if dark:
                paper.rect(
                    x + (at + _QUIET) * square,
                    y + (down + _QUIET) * square,
                    square,
                    square,
                    style="F",
                )
    paper.link(x, y, _CODE, _CODE, address)
