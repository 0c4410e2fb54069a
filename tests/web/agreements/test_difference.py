"""What changed is told apart by signs and words, not by colour alone."""

import re

from domain.agreements import difference
from tests.rules import rule
from web.rendering import templates

BEFORE = "# Absagen\n\nBis 24 Stunden vorher.\n\nEins.\n\nZwei.\n\nDrei.\n\nVier <b> Fünf."
AFTER = "# Absagen\n\nBis 48 Stunden vorher.\n\nEins.\n\nZwei.\n\nDrei.\n\nSechs & Sieben."


def shown(before: str, after: str, language: str = "de") -> str:
    found = difference.between(before, after)
    return templates.render("partials/agreements/difference.html", {"difference": found}, language)


@rule("D5", "N7")
def test_a_word_that_changed_is_read_aloud_as_such() -> None:
    html = shown(BEFORE, AFTER)
    read = " ".join(re.sub(r"<[^>]+>", "", html).split())
    assert "Geändert Bis (entfällt: 24) (neu: 48) Stunden vorher." in read
    assert "<del>" in html
    assert "<ins>" in html


def test_paragraphs_say_what_became_of_them() -> None:
    html = shown(BEFORE, AFTER)
    assert (
        '<p class="difference__sign">Entfällt</p>\n<p><del>Vier &lt;b&gt; Fünf.</del></p>' in html
    )
    assert '<p class="difference__sign">Neu</p>\n<p><ins>Sechs &amp; Sieben.</ins></p>' in html
    assert "Ein Absatz wie bisher" in html
    assert "One paragraph as before" in shown(BEFORE, AFTER, "en")


def test_where_no_word_is_another_that_is_said() -> None:
    assert "Kein Wort ist anders" in shown("**a**", "a")
