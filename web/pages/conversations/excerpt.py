"""An excerpt of a message around the words that somebody looks for, which are marked. Rule: C5."""

from collections.abc import Sequence
from itertools import accumulate

from markupsafe import Markup, escape

from domain.conversations import terms
from domain.conversations.terms import Term

SHOWN_MOST, BEFORE_MOST = 160, 50
_MARKED = Markup("<mark>{}</mark>")


def of(words: str, asked: Sequence[Term]) -> Markup:
    """Shape: on one line, from its beginning where none of the words stands in it."""
    pieces = list(terms.parted(" ".join(words.split())))
    meant = [is_word and _is_meant(piece, asked) for is_word, piece in pieces]
    ends = list(accumulate(len(piece) for _, piece in pieces))
    first = meant.index(True) if True in meant else 0
    begin = sum(end < ends[first] - BEFORE_MOST for end in ends)
    shown_to = ends[begin] + SHOWN_MOST if ends else 0
    drawn = [
        _MARKED.format(piece[:SHOWN_MOST]) if is_meant else escape(piece[:SHOWN_MOST])
        for (_, piece), is_meant, end in zip(
            pieces[begin:], meant[begin:], ends[begin:], strict=True
        )
        if end <= shown_to
    ]
    cut = Markup(" …") if begin + len(drawn) < len(pieces) else Markup()
    return Markup().join([Markup("… ") if begin else Markup(), *drawn, cut])


def _is_meant(word: str, asked: Sequence[Term]) -> bool:
    plain = terms.folded(word)
    return any(term.is_meant(plain) for term in asked)
