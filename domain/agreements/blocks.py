"""An agreement's text as blocks of words: to be compared with another, and to be put on paper.

Rule: D5.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from markdown_it.token import Token

from domain.agreements import parts

POINT = "•"


class Run(NamedTuple):
    """Words that look alike. Shape: a line break is a line feed; address of a link, or "".

    Choice: an address that its link does not say itself is read behind it, for it counts too.
    """

    words: str
    is_bold: bool = False
    is_italic: bool = False
    address: str = ""


class Block(NamedTuple):
    """A heading, a paragraph, one of a list, a row of a table, or a rule, which has no cells.

    Shape: one cell but for a row; rank 1 to 4 of a heading, 0 of others; mark what stands before
    one of a list; depth in how many lists, quotes in how many quotes it lies; is_head of the row
    that names the columns.
    """

    cells: tuple[tuple[Run, ...], ...]
    rank: int = 0
    mark: str = ""
    depth: int = 0
    quotes: int = 0
    is_head: bool = False

    @property
    def is_heading(self) -> bool:
        return self.rank > 0

    @property
    def is_row(self) -> bool:
        return self.is_head or len(self.cells) > 1

    def runs(self) -> list[Run]:
        """All that is read of it, of a row cell by cell."""
        between = [Run(" | ")]
        return [run for cell in self.cells for run in (*between, *cell)][1:]

    def words(self) -> str:
        return "".join(run.words for run in self.runs())


def of(text: str) -> Sequence[Block]:
    """All of it, in the order in which it is read."""
    return list(_Walk().blocks(parts.of(text)))


class _Walk:
    """On the way through the parts: what is open around the next words."""

    def __init__(self) -> None:
        self._marks: list[str] = []
        self._quotes = self._rank = 0
        self._is_head = False
        self._row: list[tuple[Run, ...]] | None = None

    def blocks(self, tokens: Iterable[Token]) -> Iterator[Block]:
        for token in tokens:
            self._enter(token)
            if token.type == "hr":
                yield self._block(())
            elif token.type == "inline":
                runs = tuple(_runs(token.children or ()))
                if self._row is None:
                    yield self._block((runs,))
                else:
                    self._row.append(runs)
            elif token.type == "tr_close" and self._row is not None:
                yield self._block(tuple(self._row))
                self._row = None

    def _enter(self, token: Token) -> None:
        if token.type == "heading_open":
            self._rank = int(token.tag[1:]) - parts.FIRST_RANK + 1
        elif token.type == "heading_close":
            self._rank = 0
        elif token.type == "list_item_open":
            number = token.attrGet("value")
            self._marks.append(f"{number}{token.markup}" if number else POINT)
        elif token.type == "list_item_close":
            self._marks.pop()
        elif token.tag == "blockquote":
            self._quotes += token.nesting
        elif token.tag == "thead":
            self._is_head = token.nesting > 0
        elif token.type == "tr_open":
            self._row = []

    def _block(self, cells: tuple[tuple[Run, ...], ...]) -> Block:
        mark = self._marks[-1] if self._marks else ""
        if self._marks:
            # What follows in the same place of the list stands below it.
            self._marks[-1] = ""
        depth = len(self._marks)
        return Block(cells, self._rank, mark, depth, self._quotes, self._is_head)


def _runs(children: Sequence[Token]) -> Iterator[Run]:
    bold = italic = 0
    address = said = ""
    for child in children:
        if child.tag == "strong":
            bold += child.nesting
        elif child.tag == "em":
            italic += child.nesting
        elif child.tag == "a":
            if child.nesting < 0 and said not in (address, address.removeprefix("mailto:")):
                yield Run(f" ({address})", bold > 0, italic > 0, address)
            address, said = str(child.attrs.get("href", "")), ""
        words = "\n" if child.tag == "br" else child.content
        said += words
        if words:
            yield Run(words, bold > 0, italic > 0, address)
