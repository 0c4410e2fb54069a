"""A child's own login: an e-mail address that opens the child's profile and nothing else."""

from contextlib import suppress
from datetime import timedelta
from uuid import UUID as Id

from domain import clock, database
from domain.accounts import account, device_end, login_email
from domain.accounts.account import Account
from domain.errors import Conflict
from domain.profiles import membership, profile, shown
from domain.profiles.actor import Guardian
from domain.profiles.profile import Profile

UNPROVEN_KEPT = timedelta(days=30)
"""From when it was given."""

_GIVE = "UPDATE profiles SET account = {} WHERE id = {}"
_OTHERS = "SELECT 1 FROM profiles WHERE account = {}"
_UNPROVEN = """
SELECT p.id FROM profiles p JOIN accounts a ON a.id = p.account
WHERE p.kind = 'child' AND a.email IS NULL AND a.created_at < {}
"""


class LoginExists(Conflict):
    """The child logs in by itself already; that must end before another address can."""


async def give(child: Id, address: str, *, by: Guardian) -> None:
    """Lets the child log in by itself once it has opened the link that this mails to it.

    Rule: A3 A8. Where the address has an account already the same is written and answered; only
    the mail is another, to the owner, and the login never comes to life.
    Errors: NotFound, LoginExists, AddressUnproven (the guardian's), Invalid (email);
    nothing is written.
    """
    member = await membership.child(child, by=by)
    await _must_be_proven(by)
    made = Account(claimed_email=account.normalised(address), created_at=clock.now())
    async with database.transaction():
        await database.lock(Profile, [member.id])
        await _end_claim(member.id)
        is_taken = await account.proven(made.claimed_email) is not None
        await made.save()
        await _open(made.id, member.id)
        people = {"child": str(member.id), "by": str(by.profile_id)}
        await login_email.ask_for_child(made.id, is_taken, **people)


async def end(child: Id, *, by: Guardian) -> None:
    """Takes the child's own login back; its devices are logged out at once. Rule: A8 A10.

    Errors: NotFound.
    """
    member = await membership.child(child, by=by)
    async with database.transaction():
        await database.lock(Profile, [member.id])
        await _end(await _account_of(member.id), member.id)
        await shown.profile(member.id)


async def end_unproven() -> None:
    """Ends logins that no child has opened; a guardian can give one anew at any time. Rule: A8.

    Choice: after a month, for the address may be mistyped and so a stranger's.
    """
    for (child,) in await database.rows(_UNPROVEN, clock.now() - UNPROVEN_KEPT):
        with suppress(LoginExists):
            async with database.transaction():
                await database.lock(Profile, [child])
                await _end_claim(child)
                await shown.profile(child)


async def _must_be_proven(by: Guardian) -> None:
    """Errors: AddressUnproven."""
    guardian = await profile.by_id(by.profile_id)
    if not (await account.by_id(guardian.account)).is_proven:
        raise account.AddressUnproven


async def _open(account_id: Id, child: Id) -> None:
    await database.rows(_GIVE, account_id, child)
    await shown.profile(child)


async def _end_claim(child: Id) -> None:
    """Forgets an address that nobody has proven, for it may have been mistyped."""
    claimed = await _account_of(child)
    if claimed is not None and claimed.is_proven:
        raise LoginExists
    await _end(claimed, child)


async def _end(own: Account | None, child: Id) -> None:
    if own is None:
        return
    await device_end.of_others(own.id, than=None)
    await database.rows(_GIVE, None, child)
    if await database.row(_OTHERS, own.id) is None:
        await Account.delete().where(Account.id == own.id)


async def _account_of(child: Id) -> Account | None:
    person = await profile.by_id(child)
    return None if person.account is None else await account.by_id(person.account)
