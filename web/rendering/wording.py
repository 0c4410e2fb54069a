"""An agreement's text on paper. Rule: D5."""

from collections.abc import Sequence
from itertools import groupby

from fpdf.fonts import FontFace

from domain.agreements.blocks import Block
from web.rendering.paper import LINE, SOFT, SUNKEN, Paper

_SIZES = (0, 13.5, 11.5, 10.5, 10.5)
"""Of headings by rank. Units: points; of the others millimetres."""
_STEP, _MARK, _QUOTE = 6.5, 8, 6
_GAP = 2.6
_COLUMNS_MOST, _ROWS_MOST, _CELL_MOST = 6, 200, 400


def draw(paper: Paper, blocks: Sequence[Block]) -> None:
    for is_row, group in groupby(blocks, lambda block: block.is_row):
        some = list(group)
        if is_row and _fits(some):
            _table(paper, some)
            continue
        for block in some:
            _draw(paper, block)


def _fits(rows: Sequence[Block]) -> bool:
    """Choice: a table that no page could hold is read row by row."""
    widest = max(len(row.cells) for row in rows)
    longest = max(sum(len(run.words) for run in cell) for row in rows for cell in row.cells)
    return widest <= _COLUMNS_MOST and longest <= _CELL_MOST and len(rows) <= _ROWS_MOST


def _draw(paper: Paper, block: Block) -> None:
    if not block.cells:
        _rule(paper)
    elif block.is_heading:
        _heading(paper, block)
    else:
        _paragraph(paper, block)


def _rule(paper: Paper) -> None:
    paper.set_draw_color(*LINE)
    paper.set_line_width(0.3)
    y = paper.get_y() + _GAP
    paper.line(paper.l_margin, y, paper.w - paper.r_margin, y)
    paper.set_y(y + 2 * _GAP)


def _heading(paper: Paper, block: Block) -> None:
    paper.keep_together(24)
    paper.ln(_GAP)
    paper.letters(_SIZES[block.rank], style="B")
    paper.section(block.words(), block.rank)
    paper.ln(_GAP / 2)


def _paragraph(paper: Paper, block: Block) -> None:
    paper.letters(colour=SOFT if block.quotes else paper.ink)
    indent = block.quotes * _QUOTE + block.depth * _STEP
    top, page = paper.get_y(), paper.page_no()
    if block.mark:
        paper.set_x(paper.l_margin + indent - _STEP)
        paper.cell(_STEP, paper.line_height, block.mark)
    paper.set_x(paper.l_margin + indent)
    paper.say_runs(block.runs(), paper.epw - indent)
    if block.quotes and paper.page_no() == page:
        paper.set_draw_color(*LINE)
        paper.set_line_width(0.8)
        paper.line(paper.l_margin + 2, top, paper.l_margin + 2, paper.get_y())
    paper.set_x(paper.l_margin)
    paper.ln(_GAP if not block.depth else _GAP / 2)


def _table(paper: Paper, rows: Sequence[Block]) -> None:
    paper.letters(9.5)
    paper.set_draw_color(*LINE)
    paper.set_line_width(0.3)
    paper.set_fill_color(255)
    paper.shape("".join(row.words() for row in rows))
    with paper.table(
        borders_layout="HORIZONTAL_LINES",
        first_row_as_headings=rows[0].is_head,
        headings_style=FontFace(emphasis="BOLD", fill_color=SUNKEN),
        line_height=paper.line_height,
        markdown=True,
        padding=1.2,
        text_align="LEFT",
        v_align="TOP",
    ) as table:
        for block in rows:
            table.row([paper.marked(cell) for cell in block.cells])
    paper.ln(_GAP)
