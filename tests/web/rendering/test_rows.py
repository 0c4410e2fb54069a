"""Rows that are drawn together look as if each had been drawn by itself."""

from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined

from web.pages.sessions.cards import Card
from web.pages.sessions.waiting import Answerable
from web.rendering import rows, templates

TYPED = st.text(max_size=8)
"""What somebody may have typed: quotes, tags, percents, our own marks."""
NASTY = ("<b>&\"'", "%s %(x)s %", "\ue0000\ue001", "a\0b", "\0", "")


class Row(NamedTuple):
    """A row of a template of these tests."""

    title: str
    number: str
    note: str


def environment(template: str) -> Environment:
    loader = DictLoader({"row": template})
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined)


def made(kind: Any) -> st.SearchStrategy[Any]:
    values = TYPED | st.sampled_from(NASTY)
    return st.builds(kind, *(values for _ in kind._fields))


def together(name: str, found: list[Any], language: str) -> str:
    each: Any = templates.environment(language).globals["each"]
    return str(each(name, found))


def one_by_one(name: str, found: list[Any], language: str) -> str:
    """HTML knows no NUL, and what is drawn together drops it."""
    template = templates.environment(language).get_template(name)
    clean = [one._make(value.replace("\0", "") for value in one) for one in found]
    return "\n".join(template.render(row=row) for row in clean)


@given(st.lists(made(Card), max_size=5), st.sampled_from(["de", "en"]))
def test_cards_look_as_if_drawn_one_by_one(found: list[Card], language: str) -> None:
    name = "partials/sessions/card.html"
    assert together(name, found, language) == one_by_one(name, found, language)


@given(st.lists(made(Answerable), max_size=5), st.sampled_from(["de", "en"]))
def test_answerable_cards_look_as_if_drawn_one_by_one(
    found: list[Answerable], language: str
) -> None:
    name = "partials/sessions/waiting.html"
    assert together(name, found, language) == one_by_one(name, found, language)


def test_a_row_may_show_a_single_value_a_percent_or_nothing() -> None:
    each = rows.drawer(environment("{{ row.title }} 100 %"), ())
    assert each("row", [Row("<", "0", ""), Row("", "1", "x")]) == "&lt; 100 %\n 100 %"
    assert rows.drawer(environment("–"), ())("row", [Row("a", "0", "")]) == "–"
    assert each("row", []) == ""


def test_the_same_value_may_be_shown_twice_and_in_any_order() -> None:
    each = rows.drawer(
        environment("{{ row.note }}{{ row.title }}{{ row.note }}{{ row.number }}"), ()
    )
    assert each("row", [Row("t", "0", "n")]) == "ntn0"


def test_what_ages_cannot_be_part_of_a_row() -> None:
    ageing = environment("{{ today() }} {{ row.title }}")
    ageing.globals["today"] = str
    with pytest.raises(TypeError):
        rows.drawer(ageing, ("today",))("row", [Row("a", "0", "")])


@pytest.mark.parametrize("name", templates.AGEING)
def test_whatever_depends_on_clock_or_zone_is_barred(name: str) -> None:
    assert name in templates.environment("de").globals
