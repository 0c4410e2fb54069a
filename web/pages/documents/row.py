"""A document in a list: what is shown of it. Rule: D1."""

from typing import NamedTuple

from domain.documents.document import Document, Side
from domain.profiles.actor import Actor
from web.words import documents
from web.words.formats import Formats, iso


class Row(NamedTuple):
    """Shape: details are kind and size; is_providers marks it 🟣."""

    address: str
    name: str
    details: str
    by: str
    when: str
    when_iso: str
    is_providers: bool
    is_own: bool


def of(one: Document, reader: Actor, language: str) -> Row:
    kind, size = documents.kind(one.kind, language), documents.size(one.size, language)
    return Row(
        address=f"/documents/{one.id}",
        name=one.name,
        details=f"{kind} · {size}" if kind else size,
        by=one.by_name,
        when=Formats(language).moment(one.stored_at),
        when_iso=iso(one.stored_at),
        is_providers=one.side == Side.PROVIDER,
        is_own=one.is_own(reader),
    )
