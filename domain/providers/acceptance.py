"""An acceptance: an invitation is used, and a family is connected. Rule: B2."""

from uuid import UUID as Id

from piccolo.columns import UUID, ForeignKey, OnDelete, Timestamptz
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import clock, database
from domain.accounts import account
from domain.errors import NotFound
from domain.profiles import family, membership, profile
from domain.profiles.actor import Guardian
from domain.profiles.profile import Profile
from domain.providers import connection
from domain.providers import invitation as invitations
from domain.providers.connection import Connection
from domain.providers.invitation import Invitation


class InvitationUse(Table, tablename="invitation_uses"):
    """Which connection came of which invitation."""

    id = UUID(primary_key=True, default=UUID4())
    invitation = ForeignKey(Invitation, on_delete=OnDelete.restrict, null=False)
    connection = ForeignKey(Connection, on_delete=OnDelete.restrict, null=False)
    used_at = Timestamptz()


async def accept(invitation: Invitation, *, by: Guardian) -> Connection:
    """Connects the guardian's family; who is connected already uses nothing up.

    Rule: B2. Errors: InvitationOver, nothing is written.
    """
    async with database.transaction():
        # Two guardians of one family at once: the second finds what the first made.
        await database.lock(Invitation, [invitation.id])
        try:
            return await connection.between(by.family_id, invitation.provider)
        except NotFound:
            return await _use(invitation, by.family_id, by.profile_id)


async def accept_as_newcomer(
    invitation: Invitation,
    name: str,
    address: str,
    child_name: str,
    *,
    language: str,
    time_zone: str,
) -> Profile:
    """Registers a guardian and connects the new family in one step.

    Rule: A3 B2. Shape: an empty child_name is an adult who learns (a family of one).
    Errors: Invalid, InvitationOver, nothing is written.
    """
    people = [
        profile.new(kind, said, language=language, time_zone=time_zone)
        for kind, said in ((profile.Kind.GUARDIAN, name), (profile.Kind.CHILD, child_name))
        if kind == profile.Kind.GUARDIAN or said.strip()
    ]
    guardian = people[0]
    async with database.transaction():
        guardian.account = (await account.register(address)).id
        home = await membership.found(family.surname(name), people)
        await _use(invitation, home.id, guardian.id)
    return guardian


async def _use(invitation: Invitation, home: Id, by: Id) -> Connection:
    async with database.transaction():
        await invitations.use(invitation)
        made = await connection.make(home, invitation.provider, by=by, invited_by=invitation.by)
        await InvitationUse(
            invitation=invitation.id, connection=made.id, used_at=clock.now()
        ).save()
    return made
