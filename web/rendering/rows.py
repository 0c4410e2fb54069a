"""Draws a list of rows that are alike: what they have in common is evaluated once, not fifty times.

A row's template is evaluated once for each shape, which is what of the row is empty, with a mark
in place of every value; rows of one shape that follow each other then are its pieces, again and
again, with their escaped values between, column by column. So such a template prints values of
`row` and asks whether its texts are empty, no more: what ages, or depends on who reads, is a value.
No value is kept.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain, groupby
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from web.rendering.escaping import escaped

Row = tuple[str, ...]
Shape = tuple[list[str], list[int]]
"""Pieces of text by turns with room for a value; and which value of a row each room is for."""

_BETWEEN = "\0"
_MARK = re.compile("\ue000([0-9]+)\ue001")


def drawer(environment: Environment, barred: Sequence[str]) -> Callable[..., Markup]:
    """`each(name, rows)` of an environment. Shape: barred is what gives another value each time."""
    nothing = dict.fromkeys(barred)

    @lru_cache(maxsize=256)
    def shape(name: str, kind: Any, filled: tuple[bool, ...]) -> Shape:
        marks = (f"\ue000{at}\ue001" if is_filled else "" for at, is_filled in enumerate(filled))
        text = environment.get_template(name).render({**nothing, "row": kind(*marks)})
        pieces = _MARK.split(f"{text}\n")
        return pieces, list(map(int, pieces[1::2]))

    def each(name: str, rows: Sequence[Row], markup: str = "") -> Markup:
        """Shape: name of the template of one row; rows are named tuples of texts, all alike; markup
        names the one that is no text, but markup.
        """
        if not rows:
            return Markup()
        kind, width = rows[0].__class__, len(rows[0])
        values, drawn, begin = _escaped(rows), list[str](), 0
        if markup:
            at = kind._fields.index(markup)  # type: ignore[attr-defined]
            values[at::width] = [escaped(row[at]) for row in rows]
        shapes = zip(*(map(bool, values[at::width]) for at in range(width)), strict=True)
        for filled, alike in groupby(shapes):
            end = begin + len(list(alike)) * width
            drawn += _between(*shape(name, kind, filled), values[begin:end], width)
            begin = end
        return Markup("".join(drawn)[:-1])

    return each


def _between(pieces: list[str], shown: list[int], values: list[str], width: int) -> list[str]:
    """The texts of rows of one shape, whose values are shown between its pieces."""
    drawn = pieces * (len(values) // width)
    for room, at in enumerate(shown):
        drawn[2 * room + 1 :: len(pieces)] = values[at::width]
    return drawn


def _escaped(rows: Sequence[Row]) -> list[str]:
    """All values, escaped in one go, and as they are where that changes nothing."""
    values = list(chain.from_iterable(rows))
    joined = _BETWEEN.join(values)
    if joined.count(_BETWEEN) >= len(values):
        values = [value.replace(_BETWEEN, "") for value in values]
        joined = _BETWEEN.join(values)
    safe = str(escape(joined))
    return values if len(safe) == len(joined) else safe.split(_BETWEEN)
