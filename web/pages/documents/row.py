"""A document in a list: what is shown of it. Rule: D1."""

from collections.abc import Sequence
from typing import NamedTuple

from domain.accounts.visitor import Visitor
from domain.documents.document import Document, Side
from domain.documents.listed import Listed
from domain.profiles.actor import Actor
from web.words import documents, zones
from web.words.formats import Formats, iso

MARK = "🟣"


class Row(NamedTuple):
    """Shape: details are kind and size; mark is 🟣 for the provider's, else empty; so is preview,
    where none is there.
    """

    address: str
    name: str
    mark: str
    by: str
    details: str
    when: str
    when_iso: str
    preview: str


def of(found: Sequence[Document | Listed], reader: Visitor[Actor]) -> list[Row]:
    language = reader.language
    said = Formats(language)
    with zones.reading_in(reader.time_zone):
        return [
            Row(
                f"/documents/{one.id}",
                one.name,
                MARK if one.side == Side.PROVIDER else "",
                one.by_name,
                documents.details(one.kind, one.size, language),
                said.moment(one.stored_at),
                iso(one.stored_at),
                f"/documents/{one.id}/preview" if one.preview_width else "",
            )
            for one in found
        ]
