"""The text of an agreement is kept once and for all, and its sign is everybody's to compute."""

import hashlib
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.agreements import text
from domain.errors import Invalid
from tests.rules import rule

GERMAN = "Fällt eine Stunde aus, gilt § 3."


@rule("D5")
def test_the_same_words_typed_otherwise_are_kept_as_the_same_bytes() -> None:
    decomposed = "  \r\n\r\nFa\u0308llt eine Stunde aus,\u00a0gilt § 3.  \r\n\r\nZweitens\t\r\n\r\n"
    composed = "\nFällt eine Stunde aus,\u00a0gilt § 3.\n\nZweitens"
    assert text.kept(decomposed) == text.kept(composed) == composed.strip("\n")
    assert text.sha256(text.kept(decomposed)) == text.sha256(composed.strip("\n"))


def test_a_tab_an_indent_and_empty_lines_within_stay() -> None:
    typed = "    eingerückt\n\n\n- eins\n\t- darin"
    assert text.kept(typed) == typed


@pytest.mark.parametrize("line_break", ["\r\n", "\r", "\u0085", "\u2028", "\u2029", "\f", "\v"])
def test_every_line_break_is_a_line_feed(line_break: str) -> None:
    assert text.kept(f"eins{line_break}zwei") == "eins\nzwei"


def test_what_nobody_sees_and_what_turns_the_direction_of_writing_is_dropped() -> None:
    turned = "100 \u202e000 1\u202c €\u0000\u0007\ufeff\u2066x\u2069\u200b\U000e0041\ud800"
    assert text.kept(turned) == "100 000 1 €x"


def test_what_keeps_letters_apart_and_what_embraces_an_arabic_number_stays() -> None:
    persian, emoji, verse = "می‌خواهم", "👩‍👧", "\u06dd١٢"
    assert text.kept(f"{persian} {emoji} {verse}") == f"{persian} {emoji} {verse}"


@pytest.mark.parametrize("typed", ["", "  \n\t\n ", "\u202e\u200b\u0000", "\u3164", "…—!"])
def test_nothing_to_read_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        text.kept(typed)
    assert (refused.value.field, refused.value.code) == ("text", "missing")


def test_40_000_characters_are_kept_and_one_more_is_refused() -> None:
    assert len(text.kept("ä" * text.LENGTH_MOST)) == 40_000
    assert len(text.kept("ä" * text.LENGTH_MOST + "  \n\n")) == 40_000
    with pytest.raises(Invalid) as refused:
        text.kept("ä" * 40_001)
    assert (refused.value.field, refused.value.code) == ("text", "too_long")
    assert refused.value.values == {"most": 40_000}


@given(st.text())
def test_what_is_kept_stays_as_it_is_when_it_is_kept_again(typed: str) -> None:
    try:
        once = text.kept(typed)
    except Invalid:
        return
    assert text.kept(once) == once


def test_the_sign_is_that_of_the_same_text_in_a_file() -> None:
    said = subprocess.run(["sha256sum"], input=GERMAN.encode(), capture_output=True, check=True)
    assert text.sha256(GERMAN) == said.stdout.split()[0].decode()
    assert text.sha256(GERMAN) == hashlib.sha256(GERMAN.encode()).hexdigest()
    assert text.sha256(GERMAN) != text.sha256(GERMAN + " ")


async def test_it_is_drawn_beside_the_loop_as_on_it() -> None:
    assert await text.drawn("# Eins\n\nzwei") == text.html("# Eins\n\nzwei")
    assert text.html("<b>&") == "<p>&lt;b&gt;&amp;</p>\n"
