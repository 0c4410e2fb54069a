"""Wording: which words of a paragraph stayed, came and went. Rule: D5."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from domain.agreements import stretch
from domain.agreements.stretch import Stretch

CONTEXT = 8
"""So many words that stayed are shown beside others; where they are fewer than LONG, all."""
LONG = 3 * CONTEXT
FEWEST_KEPT = 2
"""Fewer that stayed between others did so by chance, and are read with them."""
_POINTS = '.,;:!?)]“"'


class Kind(StrEnum):
    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"
    LEFT_OUT = "left_out"


class Piece(NamedTuple):
    """Shape: left_out stands for words that stayed and has none; gap stands before the next one."""

    kind: Kind
    words: str
    gap: str = ""


class _Word(NamedTuple):
    core: str
    gap: str


def brief(text: str) -> tuple[Piece, ...]:
    """How a paragraph that stayed begins and ends."""
    return tuple(_kept(_words(text), has_before=True, has_after=True))


def compared(before: str, after: str) -> tuple[Piece, ...]:
    """What became of a paragraph, in the order in which it is read."""
    old, new = _words(before), _words(after)
    found = stretch.between([each.core for each in old], [each.core for each in new])
    return tuple(piece for each in _readable(found) for piece in _pieces(each, old, new))


def _words(text: str) -> list[_Word]:
    """Shape: what a sentence ends with is a word of its own."""
    found = []
    for chunk, gap in re.findall(r"(\S+)(\s*)", text):
        core = chunk.rstrip(_POINTS) or chunk
        parts = (core, chunk[len(core) :]) if core != chunk else (chunk,)
        found += [_Word(part, "") for part in parts[:-1]] + [_Word(parts[-1], gap)]
    return found


def _readable(found: list[Stretch]) -> Iterator[Stretch]:
    ends = found[:1] + found[-1:]
    return stretch.joined(
        found, lambda each: each.is_kept and (each in ends or len(each.after) >= FEWEST_KEPT)
    )


def _pieces(each: Stretch, old: Sequence[_Word], new: Sequence[_Word]) -> Iterator[Piece]:
    came = new[each.after.start : each.after.stop]
    if each.is_kept:
        yield from _kept(
            came, has_before=each.after.start > 0, has_after=each.after.stop < len(new)
        )
        return
    if each.before:
        went = _piece(Kind.REMOVED, old[each.before.start : each.before.stop])
        yield went._replace(gap=" ") if came else went
    if came:
        yield _piece(Kind.ADDED, came)


def _kept(words: Sequence[_Word], *, has_before: bool, has_after: bool) -> Iterator[Piece]:
    if len(words) <= LONG:
        yield _piece(Kind.KEPT, words)
        return
    if has_before:
        yield _piece(Kind.KEPT, words[:CONTEXT])
    yield Piece(Kind.LEFT_OUT, "", " ")
    if has_after:
        yield _piece(Kind.KEPT, words[-CONTEXT:])


def _piece(kind: Kind, words: Sequence[_Word]) -> Piece:
    text = "".join(f"{each.core}{each.gap}" for each in words[:-1])
    return Piece(kind, text + words[-1].core, words[-1].gap)
