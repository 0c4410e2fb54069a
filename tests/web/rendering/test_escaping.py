"""What a template prints is escaped as markupsafe escapes it."""

import pytest
from markupsafe import Markup, escape

from web.rendering import templates
from web.rendering.escaping import escaped


@pytest.mark.parametrize(
    "value", ["Mathe", "", "„Üben“", "a&b", "&lt;", "<b class='x' id=\"y\">", "'", Markup("<b>"), 7]
)
def test_every_value_is_escaped_as_markupsafe_does(value: object) -> None:
    assert escaped(value) == escape(value)


def test_no_template_prints_what_somebody_typed_as_markup() -> None:
    made = templates.environment("de").from_string(
        "{% macro show(x) %}<i>{{ x }}</i>{% endmacro %}"
        "{% set kept %}{{ typed }}{% endset %}"
        "{{ typed }}{{ kept }}{{ show(typed) }}{{ typed ~ '<' }}"
    )
    bold = "&lt;b&gt;"
    assert made.render(typed="<b>") == f"{bold}{bold}<i>{bold}</i>{bold}&lt;"
