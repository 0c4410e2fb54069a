"""Finding: documents narrowed to what somebody looks for, and put together by child or session.

Rule: D1. Choice: words are looked for in the names of files, children and services; of very many
only the newest are shown, and the page says so.
"""

from collections.abc import Sequence
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from domain.accounts.visitor import Visitor
from domain.documents.listed import Listed
from domain.profiles.actor import Actor
from web import inputs
from web.access import Request
from web.pages.documents import addresses, row
from web.pages.documents.row import Row
from web.words import matching
from web.words.translations import N_, say

READ_MOST, SHOWN_MOST, WORDS_MOST = 5000, 200, 80


class Order(StrEnum):
    """How a list is put together; the word in an address."""

    DATE = "date"
    CHILD = "child"
    SESSION = "session"


NAMES = {
    Order.DATE: N_("Nach Datum"),
    Order.CHILD: N_("Nach Kind"),
    Order.SESSION: N_("Nach Session"),
}
WHOLE, WITHOUT = N_("Für die ganze Familie"), N_("Ohne Session")


class Asked(NamedTuple):
    """What somebody looks for, and how it is put together."""

    words: str
    order: Order

    @property
    def is_plain(self) -> bool:
        """Whether everything is shown, page by page."""
        return not self.words and self.order == Order.DATE

    def at(self, address: str) -> str:
        """The list in this form."""
        said = {"q": self.words, "order": "" if self.order == Order.DATE else self.order}
        query = urlencode({name: value for name, value in said.items() if value})
        return addresses.added(address, query) if query else address


class Group(NamedTuple):
    """Shape: heading and address are empty where there is but one."""

    heading: str
    address: str
    documents: Sequence[Row]


def asked(request: Request) -> Asked:
    order = request.query_params.get("order", "")
    words = inputs.cleaned(request.query_params.get("q", "")).strip()[:WORDS_MOST]
    return Asked(words, Order(order) if order in list(Order) else Order.DATE)


def narrowed(found: Sequence[Listed], asked: Asked) -> list[Listed]:
    return [each for each in found if matching.occurs(asked.words, _said(each))]


def groups(found: Sequence[Listed], order: Order, reader: Visitor[Actor]) -> list[Group]:
    """Shape: none of nothing."""
    if order == Order.DATE:
        rows = row.of(found, reader, names_session=True)
        return [Group("", "", rows)] if rows else []
    key = _by_child if order == Order.CHILD else _by_session
    return [
        _group(list(each), order, reader) for _, each in groupby(sorted(found, key=key), key=key)
    ]


def orders(
    address: str, asked: Asked, language: str, *, has_children: bool
) -> list[tuple[str, str, bool]]:
    """Shape: text, address, is_chosen."""
    offered = [each for each in Order if has_children or each != Order.CHILD]
    return [
        (say(language, NAMES[each]), Asked(asked.words, each).at(address), each == asked.order)
        for each in offered
    ]


def form(address: str, asked: Asked) -> dict[str, object]:
    """What partials/controls/field.html needs for its search, as `find`."""
    path, _, query = asked._replace(words="").at(address).partition("?")
    return {"path": path, "more": dict(parse_qsl(query)), "words": asked.words}


def _said(one: Listed) -> str:
    return f"{one.name} {one.learner_name or ''} {one.service_name or ''}"


def _by_child(one: Listed) -> tuple[bool, str]:
    """By name, and what is for everybody behind."""
    return one.learner_name is None, matching.folded(one.learner_name or "")


def _by_session(one: Listed) -> tuple[bool, float, str]:
    """The latest first, and what is for none behind."""
    at = one.starts_at
    return at is None, -at.timestamp() if at else 0, str(one.session)


def _group(found: list[Listed], order: Order, reader: Visitor[Actor]) -> Group:
    rows = row.of(found, reader, names_session=True)
    if order == Order.CHILD:
        return Group(found[0].learner_name or say(reader.language, WHOLE), "", rows)
    heading = rows[0].session or say(reader.language, WITHOUT)
    return Group(heading, rows[0].session_address, [each._replace(session="") for each in rows])
