"""The difference between two versions of a text, for whoever agreed to the former. Rule: D5.

Paragraphs are compared, and of those that became another their words. Choice: numbers of a list are
not, for one point more moves all that follow; nor is how words look.
"""

import asyncio
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from domain.agreements import blocks, stretch, wording
from domain.agreements.blocks import Block
from domain.agreements.stretch import Stretch
from domain.agreements.wording import Kind, Piece

AROUND = 1
"""So many paragraphs that stayed are shown beside others, and the heading that they stand under."""
ALIKE = 0.4
"""As many of its words stayed if a paragraph is the same one, changed."""
AHEAD = 5
"""Among so many of the next ones it is looked for."""

MOST = 1000
"""More pieces nobody reads, and drawing them would keep others waiting."""


class Paragraph(NamedTuple):
    """Shape: kind kept, added, removed or changed, which alone has pieces of several kinds; or
    left_out, which stands for several that stayed. rank of a heading, mark of one of a list.
    """

    kind: str
    pieces: tuple[Piece, ...]
    rank: int = 0
    mark: str = ""
    several: int = 1


async def drawn(before: str, after: str) -> Sequence[Paragraph]:
    """The same beside the event loop, as two long texts take a while."""
    return await asyncio.to_thread(between, before, after)


def between(before: str, after: str) -> Sequence[Paragraph]:
    """Shape: none where every word is as it was."""
    old, new = _said(before), _said(after)
    found = stretch.between([each.words() for each in old], [each.words() for each in new])
    if all(each.is_kept for each in found):
        return []
    shown = list(_shortened([each for some in found for each in _paragraphs(some, old, new)]))
    return shown if sum(len(each.pieces) for each in shown) <= MOST else _at_once(before, after)


def _said(text: str) -> Sequence[Block]:
    return [each for each in blocks.of(text) if each.words().strip()]


def _paragraphs(some: Stretch, old: Sequence[Block], new: Sequence[Block]) -> Iterator[Paragraph]:
    came = list(new[some.after.start : some.after.stop])
    if some.is_kept:
        yield from (_paragraph(Kind.KEPT, each) for each in came)
        return
    for went in old[some.before.start : some.before.stop]:
        at = next((at for at, each in enumerate(came[:AHEAD]) if _is_alike(went, each)), None)
        if at is None:
            yield _paragraph(Kind.REMOVED, went)
            continue
        yield from (_paragraph(Kind.ADDED, each) for each in came[:at])
        pieces = wording.compared(went.words(), came[at].words())
        yield Paragraph("changed", pieces, came[at].rank, came[at].mark)
        came = came[at + 1 :]
    yield from (_paragraph(Kind.ADDED, each) for each in came)


def _is_alike(old: Block, new: Block) -> bool:
    likeness = LCSseq.normalized_similarity(old.words().split(), new.words().split())
    return old.is_heading == new.is_heading and likeness >= ALIKE


def _paragraph(kind: Kind, block: Block) -> Paragraph:
    return Paragraph(kind, (Piece(kind, block.words()),), block.rank, block.mark)


def _at_once(before: str, after: str) -> Sequence[Paragraph]:
    said = (Kind.REMOVED, before), (Kind.ADDED, after)
    return [Paragraph(kind, (Piece(kind, text),)) for kind, text in said]


def _shortened(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    near = _near(paragraphs)
    for is_near, group in groupby(enumerate(paragraphs), lambda pair: pair[0] in near):
        some = [each for _, each in group]
        if not is_near:
            yield Paragraph(Kind.LEFT_OUT, (), several=len(some))
            continue
        for each in some:
            is_kept = each.kind == Kind.KEPT
            yield each._replace(pieces=wording.brief(each.pieces[0].words)) if is_kept else each


def _near(paragraphs: Sequence[Paragraph]) -> set[int]:
    near, heading = set[int](), 0
    for at, each in enumerate(paragraphs):
        if each.rank:
            heading = at
        if each.kind != Kind.KEPT:
            near |= {heading, *range(at - AROUND, at + AROUND + 1)}
    return near
