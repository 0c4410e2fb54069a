"""Every text that people can read is there in German and in English."""

import re
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from tests.rules import rule
from tests.source import files, name
from web.words import catalogue

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
NUMBERS = (
    *("zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"),
    *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
)
FIGURE = re.compile(rf"\d|\b(?:{'|'.join(NUMBERS)})\b", re.IGNORECASE)
QUOTED = re.compile(r"„([^“%]+)“|“([^”„%]+)”")
"""What a text names in German or in English."""
ELSEWHERE = {
    "Ablage": "File",
    "Privatadresse im iCal-Format": "Secret address in iCal format",
    "Angekommen": "Arrived",
    "abgewiesen": "turned away",
    "nicht erreichbar": "can’t be reached",
    "verpasst": "missed",
}
"""Names that other programs have for things, and words out of longer texts."""
OF_ONE_GENDER = re.compile(r"\b(?:[Dd]ie|[Dd]er|[Dd]en|[Dd]em|[Dd]es|[Ee]ine?r?) Anbieter:in\b")
OWN_FIGURES = {
    "12 Sessions seit September",
    "Noch 3 Sessions bis zum nächsten Stern",
    "Das liest die Familie, zum Beispiel: 10er-Paket im Januar.",
    "So viele Credits darf die Familie ins Minus gehen, 0 für keine.",
    "So viele kostet eine Session, 0 für keine.",
    "Öffne das Menü des Browsers, die drei Punkte.",
    "Öffne das Menü unten rechts, die drei Striche.",
}
"""Texts whose figures are no limit of the code: samples, what nought means, how a sign looks."""


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
    with catalogue.CATALOGUE.open("rb") as file:
        return [message for message in read_po(file) if message.id]


def terms() -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    """The words that the head of the catalogue fixes, in German and in English."""
    return [(_forms(german), _forms(english)) for german, english in catalogue.terms().items()]


def _forms(written: str) -> re.Pattern[str]:
    forms = [re.sub(r"\\-$", r"\\w*", re.escape(form)) for form in written.split(" | ")]
    return re.compile(rf"\b(?:{'|'.join(forms)})\b", re.IGNORECASE)


def texts(message: str | tuple[str, ...] | list[str] | None) -> str:
    """All forms of a text, as people read it."""
    forms = message or ""
    return re.sub(r"%\(\w+\)s", "", forms if isinstance(forms, str) else " ".join(forms))


def named(message: str | tuple[str, ...] | list[str] | None) -> list[str]:
    """What a text puts into quotation marks, but for what is filled in."""
    return [german or english for german, english in QUOTED.findall(texts(message))]


def test_every_text_has_an_english_one() -> None:
    assert catalogue.missing() == []


def test_the_catalogue_holds_nothing_that_is_no_longer_shown() -> None:
    shown = catalogue.extracted()
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
        if FIGURE.search(f"{texts(message.id)} {texts(message.string)}")
    }
    assert typed == OWN_FIGURES


@rule("N8")
def test_what_a_text_names_is_called_so_where_it_stands() -> None:
    """Somebody looks for a button by the name that the help gives it."""
    known = ELSEWHERE | {
        message.id: message.string
        for message in english_texts()
        if isinstance(message.id, str) and isinstance(message.string, str)
    }
    wrong = []
    for message in english_texts():
        german, english = named(message.id), named(message.string)
        told = [known.get(each) or known.get(each.lower(), "").capitalize() for each in german]
        if sorted(told) != sorted(english):
            wrong.append((texts(message.id), told, english))
    assert wrong == []


def test_people_are_called_by_no_gender_and_apostrophes_are_curly() -> None:
    shown = [f"{texts(message.id)} {texts(message.string)}" for message in english_texts()]
    assert [text for text in shown if OF_ONE_GENDER.search(text) or "'" in text] == []


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
