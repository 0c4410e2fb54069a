"""What somebody looks for, among texts."""

from web.words import matching


def test_accents_and_case_do_not_matter() -> None:
    for typed, name in (("ozturk", "Öztürk"), ("ÖZTÜRK", "Ozturk"), ("strasse", "Straße")):
        assert matching.begins(typed, name)
        assert matching.occurs(typed, f"von {name} hier")


def test_a_name_is_found_by_how_its_words_begin() -> None:
    assert matching.begins("mil kay", "Mila Kaya")
    assert not matching.begins("mil", "Emil Rossi")
    assert matching.occurs("mil", "Emil Rossi")
    assert matching.begins("", "Mila") and matching.begins("  ", "Mila")
