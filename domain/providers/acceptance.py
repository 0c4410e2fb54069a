"""An acceptance: an invitation is used, and a family is connected. Rule: B2."""

from collections.abc import Sequence
from uuid import UUID as Id

from domain import clock, database
from domain.accounts import account
from domain.errors import NotFound
from domain.profiles import family, membership, profile
from domain.profiles.actor import Guardian
from domain.profiles.profile import Profile
from domain.providers import connection, invitation_use
from domain.providers.connection import Connection
from domain.providers.invitation import Invitation
from domain.providers.invitation_use import InvitationOver, InvitationUse


async def accept(invitation: Invitation, *, by: Guardian) -> Connection:
    """Connects the guardian's family; who is connected already uses nothing up.

    Rule: B2 B6. Choice: what was ended goes on by an invitation that was made after it, and by no
    older one, for whoever ended it meant so. Errors: InvitationOver, nothing is written.
    """
    async with database.transaction():
        # Two guardians of one family at once: the second finds what the first made.
        await database.lock(Invitation, [invitation.id])
        try:
            known = await connection.known_provider(invitation.provider, by=by)
        except NotFound:
            return await _use(invitation, by.family_id, by.profile_id)
        if not known.is_over:
            return known
        if known.ended_at > invitation.created_at:
            raise InvitationOver("ended")
        return await _use(invitation, by.family_id, by.profile_id, known)


async def accept_as_newcomer(
    invitation: Invitation,
    name: str,
    address: str,
    children: Sequence[str],
    *,
    language: str,
    time_zone: str,
) -> Profile:
    """Registers a guardian and connects the new family in one step.

    Rule: A3 B2. Shape: children by name; without any an adult learns (a family of one).
    Errors: Invalid, InvitationOver, nothing is written.
    """
    guardian = profile.new(profile.Kind.GUARDIAN, name, language=language, time_zone=time_zone)
    young = [
        profile.new(profile.Kind.CHILD, child, language=language, time_zone=time_zone)
        for child in children
    ]
    async with database.transaction():
        guardian.account = (await account.register(address)).id
        home = await membership.start_family(family.surname(name), [guardian, *young])
        await _use(invitation, home.id, guardian.id)
    return guardian


async def _use(
    invitation: Invitation, home: Id, by: Id, before: Connection | None = None
) -> Connection:
    async with database.transaction():
        await invitation_use.use(invitation)
        who = {"by": by, "invited_by": invitation.by}
        if before:
            made = await connection.go_on(before, **who)
        else:
            made = await connection.make(home, invitation.provider, **who)
        await InvitationUse(
            invitation=invitation.id, connection=made.id, used_at=clock.now()
        ).save()
    return made
