"""Joining: one more guardian comes into a family, by its invitation. Rule: A8 B1.

Choice: who has an account already gets a profile more in it, which is chosen like any other; so a
grandmother plans for two families, and an educator for the own children.
"""

from typing import Any
from uuid import UUID as Id

from domain import clock, database, events, reach
from domain.accounts import account as accounts
from domain.errors import Forbidden
from domain.facts import Fact, Subject
from domain.profiles import family, membership
from domain.profiles.membership import Role
from domain.profiles.profile import Profile
from domain.providers import invitation_use
from domain.providers.invitation import Invitation
from domain.providers.invitation_use import InvitationUse

_OF_CHILD = "SELECT 1 FROM profiles WHERE account = {} AND kind = 'child'"


async def as_whom(invitation: Invitation, account: Id) -> Id | None:
    """As which profile an account is in the family already."""
    row = await database.row(reach.GUARDIAN_BY_ACCOUNT, account, invitation.family)
    return row[0] if row else None


async def join(
    invitation: Invitation, name: str, *, account: Id, language: str, time_zone: str
) -> Id:
    """The profile of an account in the family; who is in it already uses nothing up.

    Errors: Forbidden (a child's account), Invalid, InvitationOver; nothing is written.
    """
    if await database.row(_OF_CHILD, account):
        raise Forbidden
    async with database.transaction():
        # The same person twice at once: the second finds what the first made.
        await database.lock(Invitation, [invitation.id])
        known = await as_whom(invitation, account)
        return known or (await _join(invitation, name, account, language, time_zone)).id


async def join_as_newcomer(
    invitation: Invitation, name: str, address: str, *, language: str, time_zone: str
) -> Profile:
    """Registers somebody and lets them in, in one step.

    Rule: A3. Errors: Invalid, InvitationOver; nothing is written.
    """
    async with database.transaction():
        account = (await accounts.register(address)).id
        return await _join(invitation, name, account, language, time_zone)


async def _join(
    invitation: Invitation, name: str, account: Id, language: str, time_zone: str
) -> Profile:
    async with database.transaction():
        await invitation_use.use(invitation)
        home = await family.by_id(invitation.family)
        where: Any = {"language": language, "time_zone": time_zone}
        made = await membership.create(home.id, Role.GUARDIAN, name, account=account, **where)
        now = clock.now()
        await InvitationUse(invitation=invitation.id, profile=made.id, used_at=now).save()
        said = {"name": made.name, "family": home.name}
        events.record(Fact("family.joined", made.id, Subject(family=home.id), now, "", said))
    return made
