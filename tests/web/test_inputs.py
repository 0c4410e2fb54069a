"""What somebody typed is made harmless, and leads nowhere but to pages of ours."""

import pytest

from web.inputs import cleaned, own_address


def test_what_no_database_stores_is_taken_out() -> None:
    assert cleaned("a\0b\r\nc\rd\ud800") == "ab\nc\nd?"


def test_control_characters_and_turned_directions_are_taken_out() -> None:
    assert cleaned("a\x07\x1b[31m\x7f\x85\tb\nc") == "a[31m\tb\nc"
    assert cleaned("Mi\u202ela\u2066\u2069\u200e\u200f\u202a") == "Mila"
    assert cleaned("Zoë 李 👩‍👧 ميلا") == "Zoë 李 👩‍👧 ميلا"


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/a\\b",
        "/\tb",
        "/\r\nSet-Cookie: a=b",
        "javascript:alert(1)",
        "sessions",
        "",
        "/ä",
    ],
)
def test_nobody_is_led_away(address: str) -> None:
    assert own_address(address) == "/"


def test_our_own_pages_are_gone_on_to() -> None:
    assert own_address("/sessions?child=1#top") == "/sessions?child=1#top"
