"""Uploading: files as they come become documents, each by itself. Rule: D3."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple
from uuid import UUID, uuid4, uuid5

from domain.documents import filename, incoming, sharing, tie
from domain.documents.document import SIZE_MOST
from domain.documents.incoming import TooLarge
from domain.documents.tie import Tie
from domain.errors import DomainError, Invalid
from web import uploads
from web.access import Request
from web.answer import Answer, text
from web.pages.documents.shelf import Shelf
from web.uploads import Sent
from web.wishes import language_of
from web.words import refusals
from web.words.translations import N_, say

FIELD = "files"
MOST_BYTES = (SIZE_MOST + 64 * 1024) * uploads.MOST_FILES
"""Of one form; each file is bounded by itself."""
NONE = N_("Wähle zuerst eine Datei.")
MANY = N_("Auf einmal gehen %(most)s Dateien. Diese bitte danach.")


class Refused(NamedTuple):
    """Shape: the name that was sent, as it is shown, and a sentence that says why."""

    name: str
    why: str


async def take(request: Request, shelf: Shelf) -> tuple[list[Refused], int]:
    """What was refused, and how many there were. Errors: as uploads.files()."""
    refused, count, key = [], 0, _key(request)
    async for sent in uploads.files(request, FIELD):
        count += 1
        if why := await _why_not(request, sent, count, key, shelf):
            refused.append(Refused(filename.shown(sent.name), why))
    return refused, count


@cache
def bounds(language: str) -> dict[str, object]:
    """What of a file is known before it is sent. Shape: of partials/documents/_sending.html."""
    return {"most_bytes": SIZE_MOST, "too_large": refusals.sentence(TooLarge(), language)}


def told(refused: Sequence[Refused], language: str) -> Answer:
    """The reasons alone, for the script that sends one file after the other."""
    said = " ".join(each.why for each in refused) or say(language, NONE)
    return text(said, 422)


async def _why_not(request: Request, sent: Sent, number: int, key: UUID, shelf: Shelf) -> str:
    """Why one was not shared; empty where it was."""
    language = language_of(request)
    if number > uploads.MOST_FILES:
        return say(language, MANY, most=uploads.MOST_FILES)
    try:
        await _share(sent, number, key, shelf)
    except DomainError as error:
        return refusals.sentence(error, language)
    return ""


def _key(request: Request) -> UUID:
    """The sender's own for this form; each file's is made of it, its number and what is in it, for
    by the way back a form is filled in again.
    """
    try:
        return UUID(request.query_params.get("key", ""))
    except ValueError:
        return uuid4()


async def _share(sent: Sent, number: int, key: UUID, shelf: Shelf) -> None:
    actor = shelf.reader.actor
    tied = await _tie(sent, shelf)
    async with incoming.receiving() as coming:
        async for part in sent.parts():
            await coming.add(part)
        new = await coming.whole(sent.name)
        own = uuid5(key, f"{number} {new.sha256}")
        await sharing.share(own, shelf.there.connection, coming, new, tied, by=actor)


async def _tie(sent: Sent, shelf: Shelf) -> Tie:
    """Errors: Invalid."""
    if shelf.session is not None:
        return tie.to_session(shelf.session)
    if not (chosen := sent.typed.get("learner", [""])[-1]):
        return tie.NONE
    try:
        learner = UUID(chosen)
    except ValueError:
        raise Invalid("learner", "not_offered") from None
    return await tie.to_learner(learner, shelf.there.family, by=shelf.reader.actor)
