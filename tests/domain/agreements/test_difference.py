"""What changed from one version to the next is shown by paragraph and by word, in bounded time."""

import random
import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.agreements import difference, wording
from domain.agreements.difference import Paragraph
from domain.agreements.text import LENGTH_MOST
from domain.agreements.wording import Kind
from tests.rules import rule

BEFORE = """# Absagen

Bis 24 Stunden vor Beginn könnt ihr kostenfrei absagen. Danach verfällt der Credit.

# Ferien

In den Schulferien ist frei.

An Feiertagen auch.

1. Bücher mitbringen
2. Handys bleiben in der Tasche"""
AFTER = """# Absagen

Bis 48 Stunden vor Beginn könnt ihr kostenfrei absagen. Danach verfällt der Credit.

# Ferien

In den Schulferien ist frei.

An Feiertagen auch.

1. Bücher mitbringen
2. Hausschuhe auch
3. Handys bleiben in der Tasche"""
CHARACTERS = {
    "others": ("a\n\n", "b\n\n"),
    "lines": ("a\n", "b\n"),
    "points": ("* a\n", "* b\n"),
    "words": ("a b ", "b c "),
    "pairs": ("a b c ", "a b d "),
    "one word": ("a", "b"),
    "rows": ("|a|b|\n|-|-|\n", "|a|c|\n|-|-|\n"),
}


def drawn(paragraphs: Sequence[Paragraph]) -> list[str]:
    """Each in a line, what came in {} and what went in []."""
    shape = {"kept": "%s", "added": "{%s}", "removed": "[%s]", "left_out": "…%s"}
    return [
        f"{each.kind}: {''.join(shape[one.kind] % one.words + one.gap for one in each.pieces)}"
        for each in paragraphs
    ]


@rule("D5")
def test_a_changed_word_a_new_paragraph_and_what_stands_around_them_are_shown() -> None:
    assert drawn(difference.between(BEFORE, AFTER)) == [
        "kept: Absagen",
        "changed: Bis [24] {48} Stunden vor Beginn könnt ihr kostenfrei absagen. Danach verfällt"
        " der Credit.",
        "kept: Ferien",
        "left_out: ",
        "kept: Bücher mitbringen",
        "added: {Hausschuhe auch}",
        "kept: Handys bleiben in der Tasche",
    ]


def test_what_is_left_out_says_how_many_paragraphs_it_was() -> None:
    left_out = [each for each in difference.between(BEFORE, AFTER) if each.kind == "left_out"]
    assert [each.several for each in left_out] == [2]


def test_what_went_is_shown_as_it_was() -> None:
    shown = difference.between("eins\n\nzwei und drei\n\nvier", "eins\n\nvier")
    assert drawn(shown) == ["kept: eins", "removed: [zwei und drei]", "kept: vier"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a b", "a b"),
        ("**a** b", "a *b*"),
        ("# a", "#   a"),
        ("1. a\n2. b", "2. a\n3. b"),
    ],
)
def test_where_every_word_is_as_it_was_nothing_is_shown(before: str, after: str) -> None:
    assert difference.between(before, after) == []


def test_the_address_of_a_link_counts_as_words() -> None:
    (shown,) = difference.between(
        "Lest die Regeln auf [unserer Seite](https://a.example) gut durch.",
        "Lest die Regeln auf [unserer Seite](https://b.example) gut durch.",
    )
    assert shown.kind == "changed"
    assert [each.words for each in shown.pieces[1:3]] == [
        "(https://a.example",
        "(https://b.example",
    ]


def test_a_long_stretch_of_words_that_stayed_is_left_out() -> None:
    words = " ".join(f"wort{at}" for at in range(100))
    (shown,) = difference.between(f"{words} alt {words}", f"{words} neu {words}")
    assert drawn([shown]) == [
        "changed: … wort92 wort93 wort94 wort95 wort96 wort97 wort98 wort99 [alt] {neu}"
        " wort0 wort1 wort2 wort3 wort4 wort5 wort6 wort7 … "
    ]


def test_a_single_word_that_stayed_by_chance_is_read_with_those_around_it() -> None:
    pieces = wording.compared("Wir treffen uns im Haus um acht", "Wir treffen uns am Haus um neun")
    assert [(each.kind, each.words) for each in pieces] == [
        (Kind.KEPT, "Wir treffen uns"),
        (Kind.REMOVED, "im"),
        (Kind.ADDED, "am"),
        (Kind.KEPT, "Haus um"),
        (Kind.REMOVED, "acht"),
        (Kind.ADDED, "neun"),
    ]
    pieces = wording.compared("a b eins c zwei d e", "a b drei c vier d e")
    assert [each.words for each in pieces] == ["a b", "eins c zwei", "drei c vier", "d e"]


def test_what_has_little_in_common_is_two_paragraphs() -> None:
    shown = difference.between("Handys bleiben in der Tasche.", "Getränke sind nicht erlaubt.")
    assert [each.kind for each in shown] == ["removed", "added"]


@given(
    st.lists(st.sampled_from("abcde"), max_size=12), st.lists(st.sampled_from("abcde"), max_size=12)
)
def test_nothing_is_lost(old: list[str], new: list[str]) -> None:
    before, after = " ".join(old), " ".join(new)
    pieces = wording.compared(before, after)
    for without, text in ((Kind.ADDED, before), (Kind.REMOVED, after)):
        read = [each.words for each in pieces if each.kind != without]
        assert " ".join(read) == text


@pytest.mark.parametrize("patterns", CHARACTERS.values(), ids=CHARACTERS)
def test_two_texts_of_full_length_are_compared_in_bounded_time(patterns: tuple[str, str]) -> None:
    before, after = ((each * LENGTH_MOST)[:LENGTH_MOST] for each in patterns)
    begun = time.process_time()
    shown = difference.between(before, after)
    assert time.process_time() - begun < 20
    assert sum(len(each.pieces) for each in shown) <= difference.MOST


def test_texts_of_many_words_that_have_nothing_in_common_are_shown_whole() -> None:
    chance = random.Random(5)
    before, after = (
        "\n\n".join("".join(chance.choices(alphabet, k=4)) for _ in range(6000))
        for alphabet in ("abcd", "efgh")
    )
    assert [each.pieces[0].words for each in difference.between(before, after)] == [before, after]


async def test_it_is_drawn_beside_the_loop_as_on_it() -> None:
    assert await difference.drawn(BEFORE, AFTER) == difference.between(BEFORE, AFTER)
