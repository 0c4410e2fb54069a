"""Public holidays of a provider's region."""

from datetime import date

import pytest

from domain.errors import Invalid
from domain.providers import holiday_region, public_holidays
from tests.rules import rule

EPIPHANY, UNITY, WORKDAY = date(2027, 1, 6), date(2026, 10, 3), date(2026, 11, 24)
DAYS = (EPIPHANY, UNITY, WORKDAY)


@rule("S7")
def test_a_country_and_its_parts_have_holidays_of_their_own() -> None:
    among = public_holidays.among
    assert among("DE-BW", DAYS, "de") == {
        EPIPHANY: "Heilige Drei Könige",
        UNITY: "Tag der Deutschen Einheit",
    }
    assert set(among("DE-BE", DAYS, "de")) == set(among("DE", DAYS, "de")) == {UNITY}
    assert among("DE-BE", DAYS, "en") == {UNITY: "German Unity Day"}
    assert among("", DAYS, "de") == {}
    assert among("DE", [], "de") == {}


@rule("S7")
def test_a_name_that_is_not_translated_is_the_countrys_own() -> None:
    assert public_holidays.among("FR", [date(2027, 7, 14)], "de") == {
        date(2027, 7, 14): "Fête nationale"
    }


def test_a_region_that_is_unknown_is_refused_and_one_that_became_so_has_none() -> None:
    assert holiday_region.checked("DE", "BE") == "DE-BE"
    assert holiday_region.checked("DE", "") == "DE"
    assert holiday_region.checked("", "BE") == ""
    for country, part, field in (("XX", "", "country"), ("DE", "TX", "part")):
        with pytest.raises(Invalid) as refused:
            holiday_region.checked(country, part)
        assert refused.value.field == f"holiday_{field}"
    assert public_holidays.among("XX-YY", DAYS, "de") == {}
    assert public_holidays.among("DE-TX", DAYS, "de") == {}


def test_every_region_can_be_kept_and_has_a_name() -> None:
    for country, parts in holiday_region.countries().items():
        names = holiday_region.part_names(country) if country in ("DE", "AT", "CH", "US") else {}
        assert set(names) == (set(parts) if names else set())
        assert all(names.values())
        for part in parts:
            region = holiday_region.checked(country, part)
            assert len(region) <= 24
            assert holiday_region.parted(region) == (country, part)
