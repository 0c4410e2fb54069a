"""Families and what they are called."""

import pytest

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
