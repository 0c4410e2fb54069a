"""The receipt of a consent says who agreed when to what, the same whenever it is drawn."""

import hashlib
from collections import Counter
from datetime import UTC, datetime

import pypdfium2
import pytest

from domain.agreements import text
from domain.agreements.receipt import NotDrawn, Receipt
from tests.rules import rule
from web.rendering import receipt, receipt_drawing

TEXT = """# Absagen

Bis **24 Stunden** vorher, siehe [Regeln](https://jonas.example/regeln).

3. Bücher bringt jedes Kind mit.

| Leistung | Preis |
|---|---|
| Mathe | 32,00 € |"""
GIVEN_AT = datetime(2026, 11, 24, 15, 3, 12, tzinfo=UTC)
ADDRESS = "https://lernen.example/receipts/abc"
NAMES = (
    "Nguyễn Thị Ánh",
    "Мила Ђорђевић",
    "Ελένη Παπαδοπούλου",
    "نادية قايا",
    "מורה פרטי",
    "Łukasz Źdźbło, Şükrü Ğ",
)


def facts(typed: str = TEXT, **others: object) -> Receipt:
    """Nadia agreed for Mila to the third version of what Jonas asks for."""
    said = {
        "provider": "Jonas Weber",
        "title": "Regeln für den Unterricht",
        "number": 3,
        "text": typed,
        "file_name": "",
        "size": 0,
        "sha256": text.sha256(typed),
        "by": "Nadia Kaya",
        "learner": "Mila",
        "given_at": GIVEN_AT,
        "device": "iPhone · Safari",
        "shown_in": "de",
        "withdrawn_at": None,
        "address": ADDRESS,
    }
    return Receipt(**(said | others))  # type: ignore[arg-type]


def read(made: bytes) -> str:
    """All that can be selected, in one line."""
    document = pypdfium2.PdfDocument(made)
    pages = [document[at].get_textpage().get_text_range() for at in range(len(document))]
    return " ".join(" ".join(pages).split())


def drawn(typed: str = TEXT, language: str = "de", **others: object) -> bytes:
    return receipt.pdf(facts(typed, **others), language, "Europe/Berlin")


@rule("D5")
def test_it_says_who_agreed_when_to_what_and_how_that_is_checked() -> None:
    said = read(drawn())
    for part in (
        "Regeln für den Unterricht",
        "Fassung 3 · Jonas Weber",
        "Zugestimmt hat Nadia Kaya",
        "Für Mila",
        "Am Dienstag, 24. November 2026, 16:03 (2026-11-24T15:03:12Z)",
        "Gerät iPhone · Safari",
        "Gelesen auf Deutsch",
        "Absagen Bis 24 Stunden vorher, siehe Regeln (https://jonas.example/regeln).",
        "3. Bücher bringt jedes Kind mit.",
        "Mathe 32,00 €",
        "Seite 1 von 1",
        ADDRESS,
    ):
        assert part in said


def test_its_hash_is_read_out_in_groups() -> None:
    sha256 = text.sha256(TEXT)
    assert " ".join(sha256[at : at + 4] for at in range(0, 64, 4)) in read(drawn())


def test_the_text_lies_in_it_as_it_was_typed_so_that_everybody_can_make_its_hash() -> None:
    document = pypdfium2.PdfDocument(drawn())
    attached = document.get_attachment(0)
    assert attached.get_name() == "Wortlaut.md"
    assert hashlib.sha256(bytes(attached.get_data())).hexdigest() == text.sha256(TEXT)
    assert pypdfium2.PdfDocument(drawn("", file_name="AGB.pdf")).count_attachments() == 0


def test_in_english_its_times_are_those_of_the_readers_zone() -> None:
    said = read(receipt.pdf(facts(learner=""), "en", "America/New_York"))
    assert "Agreed by Nadia Kaya For the whole family" in said
    assert "Tuesday, 24 November 2026, 10:03 (2026-11-24T15:03:12Z)" in said
    assert "Read in German" in said


def test_a_consent_that_was_withdrawn_says_so_before_anything_else() -> None:
    said = read(drawn(withdrawn_at=datetime(2026, 12, 2, 8, tzinfo=UTC)))
    assert said.index("Diese Zustimmung gilt nicht mehr.") < said.index("Nadia Kaya")
    assert "Zurückgenommen Mittwoch, 2. Dezember 2026, 09:00" in said
    assert "gilt nicht mehr" not in read(drawn())


def test_of_a_file_it_says_name_and_size() -> None:
    said = read(drawn("", file_name="AGB 2026.pdf", size=312_000))
    assert "Datei AGB 2026.pdf · 305 KB" in said
    assert "Sie ist kein Teil dieses Belegs." in said


def test_the_same_facts_are_the_same_bytes() -> None:
    assert drawn() == drawn()
    assert drawn() != drawn(by="Nadja Kaya")


def test_it_has_a_title_a_language_and_bookmarks() -> None:
    made = drawn("# Eins\n\n## Zwei\n\n# Drei")
    document = pypdfium2.PdfDocument(made)
    assert document.get_metadata_value("Title") == (
        "Beleg einer Zustimmung: Regeln für den Unterricht"
    )
    assert b"/Lang (de)" in made
    marks = [(each.level, each.get_title()) for each in document.get_toc()]
    assert marks == [
        (0, "Beleg einer Zustimmung"),
        (0, "Wortlaut"),
        (1, "Eins"),
        (2, "Zwei"),
        (1, "Drei"),
    ]
    assert document.get_page_size(0) == pytest.approx((595.28, 841.89), abs=0.01)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_drawn_in_its_own_letters(name: str) -> None:
    others = read(drawn("x", by=""))
    said = read(drawn("x", by=name))
    # Which of two directions comes first is up to who reads it out.
    added = Counter(said) - Counter(others)
    assert Counter({sign: n for sign, n in added.items() if sign not in " ,"}) == Counter(
        filter(str.isalpha, name)
    )


def test_signs_that_no_letters_have_are_boxes_and_what_only_changes_them_goes() -> None:
    said = read(drawn("x", by="娜迪亚 🦄 👩\u200d👧 😀 ☐ ✓"))
    assert "Zugestimmt hat □□□ □ □□ 😀 ☐ ✓" in said


@pytest.mark.parametrize(
    "typed",
    [
        "**kein** \ufffc\u2ff0 Fett __x__ ~~y~~ --z-- {nb} \u2ff7",
        "\u2ff5a\u2ff6javascript:alert(1)\u2ff5",
        "[a](javascript:alert(1))",
        "> " * 17 + "tief",
        "- " * 9 + "tief",
        "# " + "lang " * 300,
        "| a |\n|---|\n| b |",
        "|" + " a |" * 40 + "\n|" + "---|" * 40 + "\n|" + " b |" * 40,
        "| a | b |\n|---|---|\n| " + "wort " * 2000 + " | b |",
        "wort" * 2000,
        "\t1\tא\n\n---\n\n> q\n\n* \n* x",
    ],
)
def test_whatever_was_typed_is_drawn(typed: str) -> None:
    made = drawn(typed)
    assert b"javascript" not in made
    assert "Seite 1 von" in read(made)


async def test_many_signs_without_a_direction_among_those_with_one_are_drawn() -> None:
    made = await receipt_drawing.drawn(facts("א" + "." * 1500), "de", "Europe/Berlin")
    assert "..." in read(made)


async def test_the_program_draws_what_would_be_drawn_here() -> None:
    assert await receipt_drawing.drawn(facts(), "de", "Europe/Berlin") == drawn()


async def test_what_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receipt_drawing, "PATIENCE_SECONDS", 0.0)
    with pytest.raises(NotDrawn):
        await receipt_drawing.drawn(facts(), "de", "Europe/Berlin")


async def test_what_the_program_cannot_draw_is_an_error_and_no_receipt() -> None:
    with pytest.raises(NotDrawn):
        await receipt_drawing.drawn(facts(), "de", "Nowhere/Else")


@pytest.mark.parametrize(
    "part", ["Absatz. " * 10, "* Punkt\n", "| a | b |\n|---|---|\n| 1 | 2 |\n\n"]
)
async def test_a_text_of_full_length_is_drawn(part: str) -> None:
    typed = text.kept((part * 40_000)[: text.LENGTH_MOST])
    made = await receipt_drawing.drawn(facts(typed), "de", "Europe/Berlin")
    assert len(pypdfium2.PdfDocument(made)) > 5
