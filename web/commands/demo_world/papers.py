"""What was shared: a worksheet, and the photo of how it was solved."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from uuid import uuid4

from domain.documents import incoming, sharing
from domain.profiles.actor import Actor
from domain.providers.connection import Connection

from .life import Step
from .people import People
from .times import Days

_FILES = Path(__file__).parent / "files"


def of(days: Days, people: People) -> Iterator[Step]:
    """From both sides of Kaya's connection, before the others have read what is new."""
    kaya = people.kaya
    sheet = partial(_share, "worksheet.pdf", "Arbeitsblatt Brüche.pdf", kaya.connection)
    photo = partial(_share, "answers.jpg", "Milas Lösungen.jpg", kaya.connection)
    yield days.at(-6, "17:10"), partial(sheet, people.jonas)
    yield days.at(-4, "18:40"), partial(photo, kaya.guardian)


async def _share(file: str, name: str, connection: Connection, by: Actor) -> None:
    async with incoming.receiving() as coming:
        await coming.add((_FILES / file).read_bytes())
        await sharing.share(uuid4(), connection, coming, await coming.whole(name), by=by)
