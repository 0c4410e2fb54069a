"""What an agreement's text consists of: headings, paragraphs, lists, as Markdown means them.

Nothing of it is hidden, for a family agrees to what it reads, and nothing comes from elsewhere or
runs: no HTML, no picture, no code, no name for an address that stands elsewhere, no entity. A
link's title is read with it, and a number of a list is the one that was typed. Rule: D5.
Source: CommonMark, markdown-it-py.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from domain.agreements.seen import seen

DEEPEST = 20
"""So deep quotes and lists may lie in each other; the library leaves out what lies deeper."""
FIRST_RANK, LAST_RANK = 3, 6
"""Of headings: below those of a page. Choice: whichever ranks were typed, none is left out."""
_ADDRESS = re.compile(r"(?:https?://[^/\s]|(?:mailto|tel):.)", re.IGNORECASE)
_RELATION = "noopener noreferrer"
_ALIGNED = re.compile("right|center")


def of(text: str) -> Sequence[Token]:
    """All of it, or, where Markdown would leave something out, paragraphs as they were typed."""
    tokens = _MARKDOWN.parse(text)
    return list(_typed(text) if _hides(tokens, text) else _ours(tokens))


def html(text: str) -> str:
    return str(_MARKDOWN.renderer.render(of(text), _MARKDOWN.options, {}))


def _made() -> MarkdownIt:
    """From nothing, so that a rule that a later release brings is not there by itself."""
    made = MarkdownIt("zero", {"html": False, "breaks": True, "maxNesting": DEEPEST})
    made.enable(["heading", "lheading", "list", "blockquote", "hr", "table"])
    made.enable(["emphasis", "link", "autolink", "escape", "newline"])
    # An address is read as it stands, not the signs that it stands for.
    vars(made).update(validateLink=_is_safe, normalizeLinkText=str)
    made.add_render_rule("table_open", _opened)
    made.add_render_rule("table_close", _closed)
    return made


def _opened(renderer: RendererHTML, *_: object) -> str:
    """Choice: a wide one is moved within its own room, by finger and keyboard."""
    return '<div class="agreement__table" tabindex="0"><table>\n'


def _closed(renderer: RendererHTML, *_: object) -> str:
    return "</table></div>\n"


def _is_safe(address: str) -> bool:
    """One that names its server: "https:page" would lead to a page of ours."""
    return _ADDRESS.match(address) is not None


_MARKDOWN = _made()


def _hides(tokens: Sequence[Token], text: str) -> bool:
    """Whether something lies too deep, or in more columns than its table has."""
    lines, columns = text.split("\n"), 0
    for token in tokens:
        if token.type == "table_open":
            columns = 0
        columns += token.type == "th_open"
        is_row = token.type == "tr_open" and columns and token.map
        if is_row and len(_cells(lines[is_row[0]])) > columns:
            return True
    return any(token.level >= DEEPEST - 1 for token in tokens)


def _cells(line: str) -> list[str]:
    cells = escapedSplit(line.lstrip("> \t").rstrip())
    return cells[not cells[0] : len(cells) - (not cells[-1])]


def _typed(text: str) -> Iterator[Token]:
    for paragraph in filter(None, re.split(r"\n{2,}", text)):
        lines = [Token("text", "", 0, content=line) for line in paragraph.split("\n")]
        children = [each for line in lines for each in (line, Token("hardbreak", "br", 0))][:-1]
        yield Token("paragraph_open", "p", 1, block=True)
        yield Token("inline", "", 0, children=children, block=True)
        yield Token("paragraph_close", "p", -1, block=True)


def _ours(tokens: Sequence[Token]) -> Iterator[Token]:
    ranks = _ranks(tokens)
    for token in tokens:
        token.tag = ranks.get(token.tag, token.tag)
        if token.type == "list_item_open" and token.info:
            token.attrSet("value", str(int(token.info)))
        # As a style the policy for our pages would not let it through.
        if aligned := _ALIGNED.search(str(token.attrs.pop("style", ""))):
            token.attrSet("data-aligned", aligned[0])
        if token.children:
            token.children = list(_linked(token.children))
        yield token


def _ranks(tokens: Iterable[Token]) -> dict[str, str]:
    typed = sorted({token.tag for token in tokens if token.type == "heading_open"})
    return {tag: f"h{min(FIRST_RANK + at, LAST_RANK)}" for at, tag in enumerate(typed)}


def _linked(children: Iterable[Token]) -> Iterator[Token]:
    """Choice: a link of no words is read as its address."""
    link, words = Token("link_open", "a", 1), ""
    for child in children:
        if child.type == "link_open":
            link, words = child, ""
            link.attrSet("rel", _RELATION)
        if child.type == "link_close":
            title = seen(str(link.attrs.pop("title", "")))
            said = "" if words.strip() else str(link.attrs["href"])
            yield Token("text", "", 0, content=f"{said} ({title})" if title else said)
        words += child.content
        yield child
