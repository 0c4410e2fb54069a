"""Terms: the words that somebody looks for, and which words of a message they mean. Rule: C5.

Choice: a message is German or English, and often both, so no stemmer is told which. A word that was
typed means every word that begins like it, and its other forms: "Brüche" means "Bruch" and
"Bruchrechnung" only where that was typed. Case, accents and "ß" or "ss" make no difference; "ae",
"oe" and "ue" may stand for what has dots.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

TERMS_MOST = 8
STEM_LEAST = 3
FAMILIES = (
    ("", "e", "en", "em", "er", "ern", "es", "n", "s"),
    ("", "in", "innen"),
    ("e", "en", "t", "st", "te", "ten", "test", "tet"),
    ("", "s", "es", "ed", "ing"),
    ("e", "es", "ed", "ing"),
    ("y", "ies", "ied"),
)
"""What words end with that are forms of one: Heft, Lehrer, lernen, to work, to make, to study."""
DOUBLED = ("ed", "ing")
"""Before which English doubles a letter: to plan, to run."""

_DOTTED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_ACCENTS = re.compile("[\u0300-\u036f]")


class Term(NamedTuple):
    """Shape: folded; beginnings of words, and whole words that begin otherwise."""

    beginnings: frozenset[str]
    forms: frozenset[str]

    def is_meant(self, word: str) -> bool:
        """Shape: word is folded."""
        return word in self.forms or word.startswith(tuple(self.beginnings))


def folded(text: str) -> str:
    """As the database has words of messages: "Öztürk" as "ozturk", "Groß" as "gross"."""
    parts = unicodedata.normalize("NFD", text.replace("ß", "ss").replace("ẞ", "ss"))
    return unicodedata.normalize("NFC", _ACCENTS.sub("", parts)).lower()


def parted(text: str) -> Iterator[tuple[bool, str]]:
    """A text in pieces, by turns words and what stands between. Shape: whether it is a word."""
    return ((is_word, "".join(signs)) for is_word, signs in groupby(text, _is_of_word))


def of(typed: str) -> list[Term]:
    """Shape: none where there is no letter and no digit."""
    whole = unicodedata.normalize("NFC", typed).lower()
    words = [word for is_word, word in parted(whole) if is_word]
    return [_term(word) for word in words[:TERMS_MOST]]


def _is_of_word(sign: str) -> bool:
    kind = unicodedata.category(sign)
    return kind[0] in "LMN" or kind == "Co"


def _term(word: str) -> Term:
    plain = folded(word)
    # Of one letter nearly every message has a word.
    if len(plain) == 1 and plain.isascii():
        return Term(frozenset(), frozenset([plain]))
    beginnings = plain, folded(word.translate(_DOTTED))
    undotted = re.sub("(?<=[aou])e", "", plain)
    forms = {undotted, *_forms(plain), *_forms(undotted)}
    others = {each for each in forms if not each.startswith(beginnings)}
    return Term(frozenset(beginnings), frozenset(others))


def _forms(word: str) -> Iterator[str]:
    for family in FAMILIES:
        for ending in family:
            stem = word.removesuffix(ending)
            if word.endswith(ending) and len(stem) >= STEM_LEAST:
                yield from (stem + other for other in family)
                if ending in DOUBLED and stem[-1] == stem[-2]:
                    yield from (stem[:-1], f"{stem[:-1]}s")
