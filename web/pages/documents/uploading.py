"""Uploading: files as they come become documents, each by itself. Rule: D3."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID, uuid4, uuid5

from domain.documents import incoming, sharing
from domain.documents.document import SIZE_MOST
from domain.errors import DomainError
from domain.profiles.actor import Actor
from domain.providers.connection import Connection
from web import uploads
from web.access import Request
from web.answer import Answer, text
from web.uploads import Sent
from web.wishes import language_of
from web.words import refusals
from web.words.translations import N_, say

FIELD = "files"
MOST_BYTES = (SIZE_MOST + 64 * 1024) * uploads.MOST_FILES
"""Of one form; each file is bounded by itself."""
NONE = N_("Wähle zuerst eine Datei.")


class Refused(NamedTuple):
    """Shape: the name that was sent, and a sentence that says why."""

    name: str
    why: str


async def take(request: Request, connection: Connection, *, by: Actor) -> tuple[list[Refused], int]:
    """What was refused, and how many there were. Errors: as uploads.files()."""
    refused, count, key = [], 0, _key(request)
    async for sent in uploads.files(request, FIELD):
        count += 1
        try:
            await _share(sent, uuid5(key, str(count)), connection, by)
        except DomainError as error:
            refused.append(Refused(sent.name, refusals.sentence(error, language_of(request))))
    return refused, count


def told(refused: Sequence[Refused], language: str) -> Answer:
    """The reasons alone, for the script that sends one file after the other."""
    said = " ".join(each.why for each in refused) or say(language, NONE)
    return text(said, 422)


def _key(request: Request) -> UUID:
    """The sender's own for this form; each file's is made of it and its number."""
    try:
        return UUID(request.query_params.get("key", ""))
    except ValueError:
        return uuid4()


async def _share(sent: Sent, key: UUID, connection: Connection, by: Actor) -> None:
    async with incoming.receiving() as coming:
        async for part in sent.parts():
            await coming.add(part)
        await sharing.share(key, connection, coming, await coming.whole(sent.name), by=by)
