"""Agreements that Jonas asks his families for, and how they agree."""

import hashlib
from collections.abc import Collection
from uuid import UUID, uuid4

from domain.agreements import agreeing, asked, filing, pdf, version, writing
from domain.agreements.agreeing import Pick
from domain.agreements.agreement import Agreement, Demand, Terms
from domain.agreements.asked import Asked
from domain.agreements.consent import How
from domain.agreements.version import Said, Version
from domain.documents import incoming
from domain.profiles.actor import Guardian, Manager, Staff
from domain.providers.connection import Connection
from tests import documents, papers
from tests.world import Person

ON_PHONE = How("Safari, iPhone", "de")
PAGE = papers.page()
TITLE, TEXT = "AGB", "Abgesagt wird **24 Stunden** vorher."


def said(text: str = TEXT, title: str = TITLE) -> Said:
    content = text.encode()
    return Said(title, text, "", len(content), hashlib.sha256(content).hexdigest())


async def written(
    *,
    by: Staff,
    demand: Demand = Demand.REQUIRED,
    is_per_child: bool = False,
    families: Collection[UUID] | None = None,
    text: str = TEXT,
    title: str = TITLE,
    key: UUID | None = None,
) -> Agreement:
    """Shape: families are connections; None is all."""
    return await writing.create(
        key or uuid4(),
        said(text, title),
        Terms(demand, families is None),
        families or (),
        is_per_child=is_per_child,
        version_id=uuid4(),
        by=by,
    )


async def incoming_pdf(content: bytes) -> tuple[Said, UUID]:
    """What a request does with a PDF before an agreement is made of it."""
    async with incoming.receiving() as coming:
        async for part in documents.parts(content):
            await coming.add(part)
        file = await pdf.kept(coming, "AGB.pdf")
        return Said(TITLE, "", file.name, file.size, file.sha256), await filing.put(coming)


async def uploaded(
    *, by: Staff, content: bytes = PAGE, families: Collection[UUID] | None = None
) -> Version:
    """Its first version, which is a PDF."""
    said, id = await incoming_pdf(content)
    terms = Terms(Demand.REQUIRED, families is None)
    await writing.create(
        uuid4(), said, terms, families or (), is_per_child=False, version_id=id, by=by
    )
    return await version.by_id(id)


async def changed(one: Agreement, text: str, *, by: Staff, after: int = 1) -> None:
    await writing.write_again(one, after, said(text), version_id=uuid4(), by=by)


async def agree(shared: Connection, *, by: Guardian) -> None:
    """To everything that is asked."""
    picks = [Pick(one.version, one.learner) for one in await asked.of_connection(shared.id)]
    await agreeing.agree(shared, picks, ON_PHONE, by=by)


async def only(shared: Connection) -> Asked:
    """The one thing that the family is asked."""
    (one,) = await asked.of_connection(shared.id)
    return one


async def signed(shared: Connection, asks: Person[Manager], signs: Person[Guardian]) -> UUID:
    """Something new that one asks and the other agrees to; the id of the consent."""
    one = await written(by=asks.actor)
    await agree(shared, by=signs.actor)
    there = await asked.of_connection(shared.id)
    (consent,) = [each.consent for each in there if each.agreement == one.id]
    assert consent is not None
    return consent
