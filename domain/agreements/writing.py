"""Writing: what a provider asks for, and how that changes. Rule: D5."""

from collections.abc import Collection
from uuid import UUID as Id

from domain import database
from domain.agreements import agreement, asking, audience, reminding, version
from domain.agreements.agreement import Agreement, Overtaken, Terms
from domain.agreements.version import Said
from domain.errors import Invalid, NotFound
from domain.profiles.actor import Staff
from domain.providers import provider as providers


async def create(
    key: Id,
    said: Said,
    terms: Terms,
    families: Collection[Id],
    *,
    is_per_child: bool,
    version_id: Id,
    by: Staff,
) -> Agreement:
    """Asks the families for it; the same key twice is one agreement.

    Shape: families are connections, of no meaning where all are asked; a file lies in the store
    already (filing.py), whence version_id. Errors: NotFound, SaidByManagers, Invalid (families);
    nothing is written.
    """
    await providers.changeable(by.provider_id, by=by)
    try:
        async with database.transaction():
            await agreement.make(key, terms, is_per_child=is_per_child, by=by)
            await audience.choose(key, families, is_for_all=terms.is_for_all, by=by)
            await version.add(version_id, key, 1, said, by=by.profile_id)
            await _announce(key, 1, terms, by)
    except database.Violation as violation:
        if violation.name.startswith("D5"):
            raise
    return await agreement.reachable(key, by=by)


async def write_again(one: Agreement, after: int, said: Said, *, version_id: Id, by: Staff) -> None:
    """Another version, to which everybody is asked anew.

    Shape: after is the number of the one that was changed; sent twice it is one version.
    Errors: NotFound, SaidByManagers, Overtaken, Invalid (text, file), where nothing is different;
    nothing is written.
    """
    await agreement.changeable(one.id, by=by)
    async with database.transaction():
        before = await version.numbered(one.id, after)
        if (before.title, before.sha256) == (said.title, said.sha256):
            raise Invalid("file" if said.file_name else "text", "unchanged")
        try:
            number = await agreement.next_number(one.id, after)
        except Overtaken:
            if await _was_said(one.id, after + 1, said):
                return
            raise
        await version.add(version_id, one.id, number, said, by=by.profile_id)
        await _announce(one.id, number, one.terms, by)


async def change_terms(
    one: Agreement, terms: Terms, families: Collection[Id], *, by: Staff
) -> None:
    """How strictly it is asked for, and of whom. Choice: what was agreed to is kept; who is asked
    only now is told of it.

    Errors: NotFound, SaidByManagers, Invalid (families); nothing is written.
    """
    await agreement.changeable(one.id, by=by)
    async with database.transaction():
        before = await asking.connections(one.id)
        await audience.touch(one.id)
        await agreement.change(one.id, terms)
        await audience.choose(one.id, families, is_for_all=terms.is_for_all, by=by)
        await asking.ask(one.id, by=by.profile_id, but_not=before)
        await reminding.plan_again(one, terms)


async def end(one: Agreement, *, by: Staff) -> None:
    """Nobody is asked for it any more; the evidence stays. Errors: NotFound, SaidByManagers."""
    await agreement.changeable(one.id, by=by)
    async with database.transaction():
        await audience.touch(one.id)
        await agreement.end(one.id)


async def _announce(id: Id, number: int, terms: Terms, by: Staff) -> None:
    await audience.touch(id)
    await asking.ask(id, by=by.profile_id)
    await reminding.plan(id, number, terms)


async def _was_said(id: Id, number: int, said: Said) -> bool:
    """Whether what came next is just that, sent again or by somebody else."""
    try:
        there = await version.numbered(id, number)
    except NotFound:
        return False
    return (there.title, there.sha256) == (said.title, said.sha256)
