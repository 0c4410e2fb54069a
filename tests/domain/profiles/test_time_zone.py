"""IANA zones, and what is none."""

import pytest

from domain.profiles import time_zone
from tests.rules import rule

pytestmark = rule("A12")


@pytest.mark.parametrize("name", ["Europe/Berlin", "America/Argentina/Salta", "UTC"])
def test_iana_names_are_known(name: str) -> None:
    assert time_zone.known(name) == name


@pytest.mark.parametrize("name", ["", "CET", "+01:00", "Etc/GMT+1", "Europe/Atlantis"])
def test_offsets_and_nonsense_become_the_usual_zone(name: str) -> None:
    assert time_zone.known(name) == time_zone.USUAL
