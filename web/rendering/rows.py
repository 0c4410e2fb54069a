"""Draws a list of rows that are alike: what they have in common is evaluated once, not fifty times.

A row's template is evaluated once for each shape, which is what of the row is empty, with a mark
in place of every value; a row of that shape then is its pieces with its escaped values between.
So such a template prints values of `row` and asks whether its texts are empty, no more: what ages,
or depends on who reads, is a value. No value is kept.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from web.rendering.escaping import escaped

Row = tuple[str, ...]
Shape = tuple[list[str], Callable[[Row], Sequence[str]]]
"""Pieces of text by turns with room for a value; and what gives a row's values for these."""

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
        return pieces, _picking(list(map(int, pieces[1::2])))

    def each(name: str, rows: Sequence[Row], markup: str = "") -> Markup:
        """Shape: name of the template of one row; rows are named tuples of texts, all alike; markup
        names the one that is no text, but markup.
        """
        if not rows:
            return Markup()
        kind, width = rows[0].__class__, len(rows[0])
        values, drawn = _escaped(rows), list[str]()
        if markup:
            at = kind._fields.index(markup)  # type: ignore[attr-defined]
            values[at::width] = [escaped(row[at]) for row in rows]
        columns = [values[at::width] for at in range(width)]
        shapes = zip(*(map(bool, column) for column in columns), strict=True)
        for row, filled in zip(zip(*columns, strict=True), shapes, strict=True):
            pieces, pick = shape(name, kind, filled)
            texts = pieces.copy()
            texts[1::2] = pick(row)
            drawn += texts
        return Markup("".join(drawn)[:-1])

    return each


def _picking(shown: list[int]) -> Callable[[Row], Sequence[str]]:
    """These values of a row."""
    if len(shown) > 1:
        return itemgetter(*shown)
    return lambda row: [row[at] for at in shown]


def _escaped(rows: Sequence[Row]) -> list[str]:
    """All values, escaped in one go, and as they are where that changes nothing."""
    values = list(chain.from_iterable(rows))
    joined = _BETWEEN.join(values)
    if joined.count(_BETWEEN) >= len(values):
        values = [value.replace(_BETWEEN, "") for value in values]
        joined = _BETWEEN.join(values)
    safe = str(escape(joined))
    return values if len(safe) == len(joined) else safe.split(_BETWEEN)
