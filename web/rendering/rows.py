"""Draws a list of rows that are alike: what they have in common is evaluated once, not fifty times.

A row's template is evaluated once for each shape, which is what of the row is empty, with a mark
in place of every value; each row of that shape then is one formatting of its escaped values. So
such a template prints values of `row` and asks whether its texts are empty, no more: what ages, or
depends on who reads, is a value. No value is kept.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

Row = tuple[str, ...]

_BETWEEN = "\0"
_MARK = re.compile("\ue000([0-9]+)\ue001")


def drawer(environment: Environment, barred: Sequence[str]) -> Callable[..., Markup]:
    """`each(name, rows)` of an environment. Shape: barred is what gives another value each time."""
    nothing = dict.fromkeys(barred)

    @lru_cache(maxsize=256)
    def shape(name: str, kind: Any, filled: tuple[bool, ...]) -> tuple[str, Callable[..., Any]]:
        marks = (f"\ue000{at}\ue001" if is_filled else "" for at, is_filled in enumerate(filled))
        text = environment.get_template(name).render({**nothing, "row": kind(*marks)})
        pieces = _MARK.split(text.replace("%", "%%"))
        # One more than there are, for of a single one itemgetter makes no tuple.
        return "%s".join(pieces[::2]) + "%.0s", itemgetter(*map(int, pieces[1::2]), 0)

    def each(name: str, rows: Sequence[Row]) -> Markup:
        """Shape: name of the template of one row; rows are named tuples of texts, all alike."""
        if not rows:
            return Markup()
        kind, drawn = rows[0].__class__, []
        values = iter(_escaped(rows))
        for own in zip(*[values] * len(rows[0]), strict=True):
            form, chosen = shape(name, kind, tuple(map(bool, own)))
            drawn.append(form % chosen(own))
        return Markup("\n".join(drawn))

    return each


def _escaped(rows: Sequence[Row]) -> list[str]:
    """All values, escaped in one go, which is what costs most in a list."""
    joined = _BETWEEN.join(chain.from_iterable(rows))
    if joined.count(_BETWEEN) >= len(rows) * len(rows[0]):
        texts = (value.replace(_BETWEEN, "") for value in chain.from_iterable(rows))
        joined = _BETWEEN.join(texts)
    return str(escape(joined)).split(_BETWEEN)
