"""A few emoji alone are told from everything else, however they are made."""

import pytest

from tests.rules import rule
from web.rendering.emoji import is_emoji_alone


@rule("C3")
@pytest.mark.parametrize(
    "words",
    ["🙂", "👩‍👧", "👍🏽", "🇩🇪", "1️⃣", "❤️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏳️‍🌈", "🙂 🙂\n🙂", "👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦"],
)
def test_a_few_emoji_alone_are(words: str) -> None:
    assert is_emoji_alone(words)


@rule("C3")
@pytest.mark.parametrize(
    "words",
    ["", " ", "Ja 🙂", "🙂!", "1", "#", "🙂🙂🙂🙂", "\u200d", "\ufe0f", "🇩", "שלום", "x" * 4000],
)
def test_all_else_is_not(words: str) -> None:
    assert not is_emoji_alone(words)
