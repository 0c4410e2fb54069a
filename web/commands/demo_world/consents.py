"""What families agreed to: Jonas's terms and a PDF of his, signed by both, and a permission that
still waits.
"""

import asyncio
import sys
from asyncio.subprocess import PIPE
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from uuid import uuid4

from domain.agreements import agreeing, asked, filing, pdf, text, writing
from domain.agreements.agreeing import Pick
from domain.agreements.agreement import Demand, Terms
from domain.agreements.consent import How
from domain.agreements.version import Said
from domain.documents import incoming
from domain.profiles.actor import Guardian, Staff
from domain.providers.connection import Connection

from .life import Step
from .people import People
from .times import Days

_PAPER = str(Path(__file__).with_name("privacy_paper.py"))
_TERMS = """\
# Worum es geht

Ich begleite euer Kind beim Lernen, einzeln oder in einer kleinen Gruppe, bei euch, bei mir oder \
online.

# Absagen

- Bis **24 Stunden** vorher kostet eine Absage nichts.
- Danach verfällt der Credit.
- Sage ich ab, bekommt ihr den Credit immer zurück.

# Credits

Credits gelten so lange, wie es auf der Karte steht. Was übrig ist, zahle ich auf Wunsch aus.
"""
_PHOTOS = """\
Manchmal fotografiere ich, was auf dem Papier entstanden ist, und teile es hier mit euch.

- Auf den Fotos sind **nie Gesichter** zu sehen.
- Niemand außer euch bekommt sie.

Ihr könnt eure Zustimmung jederzeit ändern, dann fotografiere ich nicht mehr.
"""


def of(days: Days, people: People) -> Iterator[Step]:
    """Kaya and Rossi have signed the terms; nobody has answered about photos yet."""
    kaya, rossi, jonas = people.kaya, people.rossi, people.jonas
    yield days.at(-40, "09:00"), partial(_ask, "AGB", _TERMS, Demand.BOOKING, jonas)
    yield days.at(-40, "09:20"), partial(_ask_for_pdf, "Datenschutz", jonas)
    yield days.at(-39, "20:15"), partial(_agree, kaya.connection, kaya.guardian)
    yield days.at(-38, "07:50"), partial(_agree, rossi.connection, rossi.guardian)
    photos = partial(_ask, "Fotos von Arbeitsergebnissen", _PHOTOS, Demand.OPTIONAL, jonas)
    yield days.at(-2, "18:30"), photos


async def _ask(title: str, words: str, demand: Demand, by: Staff) -> None:
    kept = text.kept(words)
    said = Said(title, kept, "", len(kept.encode()), text.sha256(kept))
    terms = Terms(demand, is_for_all=True)
    await writing.create(uuid4(), said, terms, (), is_per_child=False, version_id=uuid4(), by=by)


async def _ask_for_pdf(title: str, by: Staff) -> None:
    """Choice: it is asked for, and nothing depends on it."""
    async with incoming.receiving() as coming:
        await coming.add(await _drawn())
        file = await pdf.kept(coming, f"{title}.pdf")
        said = Said(title, "", file.name, file.size, file.sha256)
        terms, id = Terms(Demand.REQUIRED, is_for_all=True), await filing.put(coming)
    await writing.create(uuid4(), said, terms, (), is_per_child=False, version_id=id, by=by)


async def _drawn() -> bytes:
    program = await asyncio.create_subprocess_exec(sys.executable, "-I", _PAPER, stdout=PIPE)
    drawn, _ = await program.communicate()
    return drawn


async def _agree(connection: Connection, by: Guardian) -> None:
    picks = [Pick(one.version, one.learner) for one in await asked.of_connection(connection.id)]
    await agreeing.agree(connection, picks, How("iPhone · Safari", "de"), by=by)
