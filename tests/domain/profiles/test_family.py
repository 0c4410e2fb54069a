"""Families and what they are called."""

import pytest

from domain.errors import Invalid
from domain.profiles import family


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Nadia Kaya", "Kaya"),
        ("Anna von der Heide", "von der Heide"),
        ("Anna Maria Kaya", "Kaya"),
        ("  Cem  ", "Cem"),
        ("von Heide", "Heide"),
        ("", ""),
    ],
)
def test_a_family_is_called_by_the_surname_of_its_first_guardian(name: str, surname: str) -> None:
    assert family.surname(name) == surname


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "\u200d \u2060", "\u3164", "\u2800", "..."])
async def test_a_name_has_something_to_see(database: str, name: str) -> None:
    with pytest.raises(Invalid) as refused:
        await family.create(name)
    assert (refused.value.field, refused.value.code) == ("name", "missing")


@pytest.mark.parametrize("name", ["Kaya", "李", "ميلا", "O", "7", "☀️", "D'Arcy"])
async def test_a_name_is_of_any_script(database: str, name: str) -> None:
    assert (await family.create(name)).name == name
