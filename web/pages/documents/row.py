"""A document in a list: what is shown of it. Rule: D1."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from domain.accounts.visitor import Visitor
from domain.documents.document import Document
from domain.documents.listed import Listed
from domain.profiles.actor import Actor
from domain.providers.side import Side
from web.words import documents, zones
from web.words.formats import Formats, iso
from web.words.translations import N_, say

MARK = "🟣"
FOR = N_("für %(name)s")


class Row(NamedTuple):
    """Shape: details are kind, size and for which child it is; mark is 🟣 for the provider's, else
    empty; so is preview, where none is there; session is what it is for in words, with its address,
    both empty for most.
    """

    address: str
    name: str
    mark: str
    by: str
    details: str
    when: str
    when_iso: str
    preview: str
    session: str
    session_address: str


def of(
    found: Sequence[Document | Listed], reader: Visitor[Actor], *, names_session: bool = False
) -> list[Row]:
    said = Formats(reader.language)
    with zones.reading_in(reader.time_zone):
        today = zones.today()
        return [_of_one(one, said, today, names_session) for one in found]


def _of_one(one: Document | Listed, said: Formats, today: date, names_session: bool) -> Row:
    details = documents.details(one.kind, one.size, said.language)
    if one.learner_name:
        details = f"{details} · {say(said.language, FOR, name=one.learner_name)}"
    lesson = one.starts_at if names_session else None
    return Row(
        f"/documents/{one.id}",
        one.name,
        MARK if one.side == Side.PROVIDER else "",
        one.by_name,
        details,
        said.moment(one.stored_at, today),
        iso(one.stored_at),
        f"/documents/{one.id}/preview" if one.preview_width else "",
        f"{one.service_name}, {said.moment(lesson, today)}" if lesson else "",
        f"/sessions/{one.session}" if one.starts_at else "",
    )
