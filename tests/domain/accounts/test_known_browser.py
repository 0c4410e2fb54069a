"""A browser proves which accounts were open in it, and nothing else."""

import pytest

from domain.accounts import known_browser
from tests.domain.accounts.people import NADIA
from tests.rules import rule

pytestmark = rule("A6")
DORA = "dora@lernfaden.example"


def test_it_proves_the_account_that_was_open_and_no_other() -> None:
    kept = known_browser.proving("", NADIA)
    assert known_browser.named(kept, NADIA)
    assert known_browser.named(kept, DORA) is None
    assert known_browser.named("", NADIA) is None


def test_several_accounts_share_a_tablet_and_the_newest_are_kept() -> None:
    kept = known_browser.proving("", NADIA)
    name = known_browser.named(kept, NADIA)
    for turn in range(known_browser.ACCOUNTS_MOST - 1):
        kept = known_browser.proving(kept, f"{turn}@lernfaden.example")
    assert known_browser.named(kept, NADIA) == name
    kept = known_browser.proving(known_browser.proving(kept, DORA), DORA)
    assert known_browser.named(kept, NADIA) is None
    assert known_browser.named(kept, DORA) == name


def test_a_proof_is_worth_nothing_in_another_browser() -> None:
    kept = known_browser.proving("", NADIA)
    moved = known_browser.proving("", DORA).partition(".")[0] + "." + kept.partition(".")[2]
    assert known_browser.named(moved, NADIA) is None


@pytest.mark.parametrize(
    "kept", ["x", ".", "\u00fc" * 22 + "." + "0" * 64, "a; Domain=evil.example"]
)
def test_what_no_cookie_of_ours_is_is_begun_anew(kept: str) -> None:
    assert known_browser.named(kept, NADIA) is None
    made = known_browser.proving(kept, NADIA)
    assert ";" not in made
    assert known_browser.named(made, NADIA)
