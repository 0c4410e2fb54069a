"""What a template includes by its name is part of its own code, and means what it did."""

import pytest
from jinja2 import DictLoader, StrictUndefined, UndefinedError

from web.rendering.folding import FoldingEnvironment

PARTS = {
    "row.html": "{% set word = word ~ '!' %}{{ loop.index }}{{ word }}{{ shown }} ",
    "list.html": '{% for word in words %}{% include "row.html" %}{{ word }} {% endfor %}',
    "page.html": '{% set shown = "*" %}{% include "list.html" %}{{ word|default("none") }}',
    "named.html": "{% include name %}",
    "macros.html": "{% macro bold(x) %}<b>{{ x }}</b>{% endmacro %}",
    "uses.html": '{% from "macros.html" import bold as fat %}{{ fat(word) }}',
    "around.html": '{% include "uses.html" %}{% include name %}',
    "typo.html": '{% include "row.html" %}',
}


@pytest.fixture
def made() -> FoldingEnvironment:
    return FoldingEnvironment(
        loader=DictLoader(PARTS), autoescape=True, undefined=StrictUndefined, cache_size=-1
    )


def test_a_part_sees_what_is_around_it_and_keeps_what_it_sets(made: FoldingEnvironment) -> None:
    assert made.get_template("page.html").render(words=["a", "b"]) == "1a!* a 2b!* b none"


def test_a_part_whose_name_is_a_value_is_included_too(made: FoldingEnvironment) -> None:
    shown = made.get_template("named.html").render(name="uses.html", word="<")
    assert shown == "<b>&lt;</b>"


def test_macros_of_a_part_are_its_own(made: FoldingEnvironment) -> None:
    shown = made.get_template("around.html").render(name="uses.html", word="a")
    assert shown == "<b>a</b><b>a</b>"


def test_an_unknown_name_in_a_part_is_an_error(made: FoldingEnvironment) -> None:
    with pytest.raises(UndefinedError):
        made.get_template("typo.html").render(word="a")
