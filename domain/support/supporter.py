"""Supporters: who answers for the platform; the operator says so on the command line. Rule: C6."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID as Id

from piccolo.columns import UUID, ForeignKey, OnDelete, Timestamptz
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import clock, database, topics
from domain.accounts import account, proof
from domain.accounts.login_email import Used
from domain.errors import Conflict
from domain.profiles import profile as profiles
from domain.profiles.profile import Kind, Profile

_OF_ACCOUNT = "SELECT id, kind FROM profiles WHERE account = {} ORDER BY created_at, id"
_IS_ONE = "SELECT 1 FROM supporters WHERE profile = {} AND ended_at IS NULL"
_END = "UPDATE supporters SET ended_at = {} WHERE profile = {} AND ended_at IS NULL RETURNING id"
_LEAVE_CASES = "UPDATE support_cases SET assignee = NULL WHERE assignee = {}"
_EVERY = """
SELECT p.id, p.name, a.email, u.created_at
FROM supporters u JOIN profiles p ON p.id = u.profile JOIN accounts a ON a.id = p.account
WHERE u.ended_at IS NULL ORDER BY p.name, u.created_at, p.id
"""


class SupporterRow(Table, tablename="supporters"):
    """Shape: ended ones are kept, so that who was there when stays known."""

    id = UUID(primary_key=True, default=UUID4())
    profile = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    created_at = Timestamptz()
    ended_at = Timestamptz(null=True, default=None)


class OfAChild(Conflict):
    """The address is a child's, which nobody in a family is alone with."""


class Listed(NamedTuple):
    profile: Id
    name: str
    address: str
    since: datetime


async def every() -> list[Listed]:
    return [Listed(*row) for row in await database.rows(_EVERY)]


async def add(address: str, name: str) -> bool:
    """Lets the owner of an address answer for the platform; whether that is new.

    Choice: the operator stands in for the address, so it counts as proven; who has an account there
    has one more profile to choose, under its name of before if it answered earlier. Errors: Invalid
    (email, name), OfAChild; nothing is written.
    """
    address = account.normalised(address)
    async with database.transaction():
        person = await _profile(await _account(address), name)
        if await database.row(_IS_ONE, person) is not None:
            return False
        await SupporterRow(profile=person, created_at=clock.now()).save()
        return True


async def remove(address: str) -> bool:
    """Ends it at once, in open pages too; what was theirs to answer is everybody's. Shape: whether
    there was one. Errors: Invalid (email).
    """
    address = account.normalised(address)
    async with database.transaction():
        known = [each for each in await every() if each.address == address]
        for each in known:
            await database.rows(_END, clock.now(), each.profile)
            await database.rows(_LEAVE_CASES, each.profile)
            topics.touch(topics.name("people", each.profile))
        return bool(known)


async def _account(address: str) -> Id:
    owner = await account.proven(address)
    if owner is None:
        made = await account.register(address)
        return (await proof.prove(Used(made.id, is_same_browser=True))).account
    return owner.id


async def _profile(login: Id, name: str) -> Id:
    known = dict[str, Id]()
    for id, kind in await database.rows(_OF_ACCOUNT, login):
        known.setdefault(kind, id)
    if Kind.CHILD in known:
        raise OfAChild
    if (before := known.get(Kind.SUPPORTER)) is not None:
        return before
    made = profiles.new(Kind.SUPPORTER, name, account=login)
    await profiles.write([made])
    return made.id
