"""An agreement is drawn as Markdown means it: nothing of it runs, and nothing of it is hidden."""

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.agreements import parts
from domain.agreements.text import LENGTH_MOST
from tests.rules import rule

TAGS = {
    *("p", "br", "hr", "h3", "h4", "h5", "h6", "ul", "ol", "li", "em", "strong", "a", "blockquote"),
    *("div", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"href", "rel", "start", "value", "class", "tabindex", "data-aligned"}
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!-- hidden -->\n<details>x</details>",
    "![x](https://stranger.example/pixel.png)",
    "![x](data:image/png;base64,AAAA)",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](java\\script:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](%6Aavascript:alert(1))",
    "[x](vbscript:x) [x](file:///etc/passwd) [x](data:text/html,x) [x](blob:x)",
    "<javascript:alert(1)> <data:text/html,x>",
    "[x](//stranger.example) [x](/settings/password) [x](?logout) [x](#x)",
    "[x](https:settings) [x](http:/settings) [x](https:///settings)",
    '[x](https://a.example"onmouseover="alert(1))',
    '[x](https://a.example "\\"><script>")',
    "[x]: javascript:alert(1)\n\n[x]",
    "```\n<script>\n```\n`<script>`\n\n    <script>",
    "| <script> | [x](javascript:x) |\n|---|---|\n| ![](data:x) | <b> |",
)
ENDLESS = {
    "quotes": "> ",
    "lists": "- ",
    "numbers": "1. ",
    "brackets": "[",
    "pictures": "![a](",
    "links": "[a](",
    "titles": '[a](b "',
    "addresses": "<http:a>",
    "stars": "**a*",
    "underscores": "_a",
    "mixed": "*_",
    "backslashes": "\\",
    "ampersands": "&",
    "tags": "<a ",
    "headings": "# a\n",
    "underlined": "a\n=\n",
    "points": "* a\n",
    "lazy": ">a\nb\n",
    "cells": "|a",
    "open": "[a\n",
    "names": "[a]: b\n",
    "breaks": "\n",
    "tables": "|a|b|\n|-|-|\n",
    "emoji": "😀",
}


class Read(HTMLParser):
    """What a browser makes of it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        self.tags.add("comment")

    @property
    def addresses(self) -> list[str]:
        return [value for name, value in self.attributes if name == "href"]


@pytest.mark.parametrize("typed", HOSTILE)
@rule("D5")
def test_nothing_runs_and_nothing_is_fetched(typed: str) -> None:
    read = Read(parts.html(typed))
    assert read.tags <= TAGS
    assert {name for name, _ in read.attributes} <= ATTRIBUTES
    for address in read.addresses:
        assert address.startswith(("https://a.example", "https://stranger.example/pixel.png"))


@given(st.text(alphabet="ab1 .)|-#>*_[](){}<>\"'\\&;:!`~=+/@\n\tjavscriptdho%", max_size=120))
def test_whatever_is_typed_has_only_tags_and_addresses_of_ours(typed: str) -> None:
    read = Read(parts.html(typed))
    assert read.tags <= TAGS
    assert {name for name, _ in read.attributes} <= ATTRIBUTES
    assert all(re.match(r"(https?://|mailto:|tel:)", address, re.I) for address in read.addresses)


@given(st.text(alphabet='abcä ..)|||---#>*_[](<>"\\&;:!`~=+\n\n\t', max_size=200))
def test_no_letter_of_what_is_typed_is_hidden(typed: str) -> None:
    read = Read(parts.html(typed))
    shown = read.words + "".join(read.addresses)
    assert sorted(filter(str.isalpha, shown)) >= sorted(filter(str.isalpha, typed))
    assert len([each for each in shown if each.isalpha()]) >= sum(map(str.isalpha, typed))


@pytest.mark.parametrize(
    "typed",
    [
        "> " * 10_000 + "verborgen",
        "- " * 10_000 + "verborgen",
        "\n".join(" " * depth + "- x" for depth in range(250)) + "verborgen",
        "| a | b |\n|---|---|\n| 1 | 2 | verborgen |",
        "> | a | b |\n> |---|---|\n> | 1 | 2 | verborgen |",
        "[x]: https://a.example 'verborgen'",
        "``` verborgen\n```",
        "![verborgen](https://a.example)",
        "<!-- verborgen -->",
        '[x](https://a.example "verborgen")',
    ],
)
def test_what_markdown_leaves_out_is_shown_all_the_same(typed: str) -> None:
    assert "verborgen" in Read(parts.html(typed)).words


def test_a_text_that_markdown_would_cut_is_shown_as_it_was_typed() -> None:
    typed = "# Preise\n\n| a | b |\n|---|---|\n| 1 | 2 | 3 |"
    shown = "<p># Preise</p>\n<p>| a | b |<br>\n|---|---|<br>\n| 1 | 2 | 3 |</p>\n"
    assert parts.html(typed) == shown


def test_headings_stand_below_those_of_the_page_and_leave_no_rank_out() -> None:
    html = parts.html("# A\n\n### B\n\n###### C\n\nD\n---\n")
    assert re.findall(r"<(h\d)>(\w)", html) == [("h3", "A"), ("h5", "B"), ("h6", "C"), ("h4", "D")]
    assert re.findall(r"<(h\d)>", parts.html("###### A\n\n###### B")) == ["h3", "h3"]
    six = parts.html("\n\n".join(f"{'#' * rank} x" for rank in range(1, 7)))
    assert re.findall(r"<(h\d)>", six) == ["h3", "h4", "h5", "h6", "h6", "h6"]


def test_a_number_of_a_list_is_the_one_that_was_typed() -> None:
    html = parts.html("3. drei\n5. fünf\n   1. darin")
    assert re.findall(r'<li value="(\d)">', html) == ["3", "5", "1"]


def test_a_link_leads_on_without_telling_whence_and_is_read_with_its_title() -> None:
    html = parts.html('[Regeln](https://a.example/%C3%A4?b=1&c "Fassung &#x202e;2")')
    link = '<a href="https://a.example/%C3%A4?b=1&amp;c" rel="noopener noreferrer">'
    assert html == f"<p>{link}Regeln (Fassung 2)</a></p>\n"
    assert Read(parts.html("[](https://a.example)")).words.strip() == "https://a.example"
    assert "\u202e" not in parts.html("<https://a.example/%E2%80%AE>")


@pytest.mark.parametrize("address", ["tel:+4930123", "mailto:a@b.example", "HTTP://a.example"])
def test_a_link_may_ring_write_or_lead_to_a_page(address: str) -> None:
    assert Read(parts.html(f"[x]({address})")).addresses == [address]


def test_a_table_has_room_of_its_own_and_no_style() -> None:
    html = parts.html("| a | b |\n|:--|--:|\n| 1 | 2 |")
    assert '<div class="agreement__table" tabindex="0"><table>' in html
    assert '<td data-aligned="right">2</td>' in html
    assert html.endswith("</table></div>\n")


def test_lines_stay_lines_and_an_indent_means_no_code() -> None:
    assert parts.html("eins\nzwei\n\n    drei") == "<p>eins<br>\nzwei</p>\n<p>drei</p>\n"


@pytest.mark.parametrize("pattern", ENDLESS.values(), ids=ENDLESS)
def test_what_was_written_to_be_slow_is_done_in_seconds(pattern: str) -> None:
    typed = (pattern * LENGTH_MOST)[:LENGTH_MOST]
    begun = time.process_time()
    parts.html(typed)
    assert time.process_time() - begun < 10
