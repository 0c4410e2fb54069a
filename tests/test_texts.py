"""Every text that people can read is there in German and in English."""

import re
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from tests.rules import rule
from tests.source import files, name
from web.words import translations

MARKED = re.compile(r"{%-?\s*trans\b.*?{%-?\s*endtrans\s*-?%}", re.DOTALL)
JINJA = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
HANDED_ON = re.compile(
    r"""\b[a-z]+--[a-z-]*|(?<![\w<])/[\w/-]+|\b[a-z-]+="[^"]*"|^button\b""", re.M
)
"""What blocks and macros hand to a tag elsewhere: classes, addresses, attributes."""
TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
READ_ALOUD = re.compile(r"""\b(?:aria-label|alt|title|placeholder)\s*=\s*["']([^"']*)["']""")
WORD = re.compile(r"[^\W\d_]{2,}")
NAMES = {"Lernfaden", "nbsp", "html", "DOCTYPE"}
"""What is the same in every language, and entities."""
OWN_FIGURES = {
    "12 Sessions seit September",
    "Noch 3 Sessions bis zum nächsten Stern",
    "Das liest die Familie, zum Beispiel: 10er-Paket im Januar.",
    "So viele Credits darf die Familie ins Minus gehen, 0 für keine.",
    "So viele kostet eine Session, 0 für keine.",
}
"""Texts whose figures are no limit of the code: samples, and what nought means."""


def unmarked(path: Path) -> set[str]:
    """Words in a template that would be shown without being translated."""
    text = STYLE.sub("", JINJA.sub("", MARKED.sub("", path.read_text())))
    shown = " ".join([HANDED_ON.sub(" ", TAG.sub(" ", text)), *READ_ALOUD.findall(text)])
    return set(WORD.findall(shown)) - NAMES


def placeholders(message: str | tuple[str, ...] | list[str]) -> set[str]:
    """Names of what is filled into a text."""
    texts = [message] if isinstance(message, str) else message
    return {found for text in texts for found in re.findall(r"%\((\w+)\)", text)}


def english_texts() -> list[Message]:
    """The entries of the English catalogue."""
    with translations.CATALOGUE.open("rb") as file:
        return [message for message in read_po(file) if message.id]


def terms() -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    """The words that the head of the catalogue fixes, in German and in English."""
    return [(_forms(german), _forms(english)) for german, english in translations.terms().items()]


def _forms(written: str) -> re.Pattern[str]:
    forms = [re.sub(r"\\-$", r"\\w*", re.escape(form)) for form in written.split(" | ")]
    return re.compile(rf"\b(?:{'|'.join(forms)})\b", re.IGNORECASE)


def texts(message: str | tuple[str, ...] | list[str] | None) -> str:
    """All forms of a text, as people read it."""
    forms = message or ""
    return re.sub(r"%\(\w+\)s", "", forms if isinstance(forms, str) else " ".join(forms))


def test_every_text_has_an_english_one() -> None:
    assert translations.missing() == []


def test_the_catalogue_holds_nothing_that_is_no_longer_shown() -> None:
    shown = translations.extracted()
    assert [m.id for m in english_texts() if shown.get(m.id, m.context) is None] == []


def test_both_languages_fill_in_the_same_values() -> None:
    differing = [
        m.id for m in english_texts() if placeholders(m.id) != placeholders(m.string or "")
    ]
    assert differing == []


@rule("N8")
def test_no_text_types_a_limit_itself() -> None:
    """One that is changed in the code would go on being told as it was."""
    typed = {
        texts(message.id)
        for message in english_texts()
        if re.search(r"\d", texts(message.id) + texts(message.string))
    }
    assert typed == OWN_FIGURES


def test_no_template_shows_a_text_that_is_not_marked() -> None:
    found = {name(path): sorted(unmarked(path)) for path in files("web", ends=(".html", ".txt"))}
    assert {path: words for path, words in found.items() if words} == {}


def test_each_thing_has_one_word_in_english() -> None:
    assert len(terms()) > 30
    strayed = {
        (german.pattern, texts(message.id), texts(message.string))
        for german, english in terms()
        for message in english_texts()
        if german.search(texts(message.id)) and not english.search(texts(message.string))
    }
    assert strayed == set()


def test_each_fixed_word_is_used() -> None:
    unused = [
        german.pattern
        for german, _ in terms()
        if not any(german.search(texts(message.id)) for message in english_texts())
    ]
    assert unused == []
