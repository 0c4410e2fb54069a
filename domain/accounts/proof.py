"""Proof: somebody read a mail that was sent to an account's address."""

from typing import NamedTuple
from uuid import UUID as Id

from domain import database, reach
from domain.accounts import account, device_end
from domain.accounts.account import Account
from domain.accounts.login_email import Used
from domain.errors import Conflict
from domain.profiles import membership, shown
from domain.profiles.profile import Kind

_PROVE = "UPDATE accounts SET email = claimed_email WHERE id = {} AND email IS NULL"
_KINDS = "SELECT kind FROM profiles WHERE account = {}"
_MOVE_PROFILES = "UPDATE profiles SET account = {} WHERE account = {}"
_MOVE_TO_PROFILE = "UPDATE devices SET profile = {} WHERE profile = {}"
_MOVE_DEVICES = "UPDATE devices SET account = {} WHERE account = {}"


class Proven(NamedTuple):
    """The account that a link or PIN opens, and whether it proved its address only now."""

    account: Id
    is_new: bool


class NotLinked(Conflict):
    """The address belongs to somebody already, so a child cannot log in with it. Rule: A8."""


async def prove(used: Used) -> Proven:
    """Takes a used link or PIN as proof, and says which account it opens.

    Rule: A2 A3 A8. Whoever registered with a stranger's address is logged out when the stranger
    proves it from another browser. If the proven address has an account already, the profiles of
    the new one move into it. Errors: NotLinked, nothing is written.
    """
    try:
        return await _prove(used)
    except database.Violation:
        # Another account proved the same address in between, so now there is one to join.
        return await _prove(used)


async def _prove(used: Used) -> Proven:
    async with database.transaction():
        await database.lock(Account, [used.account])
        claimed = await account.by_id(used.account)
        if claimed.is_proven:
            return Proven(claimed.id, False)
        if not used.is_same_browser:
            await device_end.of_others(claimed.id, than=None)
        existing = await account.proven(claimed.claimed_email)
        if existing is None:
            await database.rows(_PROVE, claimed.id)
            return Proven(claimed.id, True)
        await _join(claimed.id, existing.id)
        return Proven(existing.id, True)


async def _join(claimed: Id, existing: Id) -> None:
    kinds = [kind for (kind,) in await database.rows(_KINDS, claimed)]
    if Kind.CHILD in kinds:
        raise NotLinked
    await database.rows(_MOVE_PROFILES, existing, claimed)
    await database.rows(_MOVE_DEVICES, existing, claimed)
    await Account.delete().where(Account.id == claimed)
    await _be_once(existing)


async def _be_once(account_id: Id) -> None:
    """Who comes into a family in which they are already goes on as who they were there."""
    for later, earlier, home in await database.rows(reach.GUARDIAN_TWICE, account_id):
        await database.rows(_MOVE_TO_PROFILE, earlier, later)
        await shown.profile(later)
        await membership.leave(later, home)
