"""Using an invitation up. Rule: B1."""

from typing import NamedTuple
from uuid import UUID as Id

from piccolo.columns import UUID, ForeignKey, OnDelete, Timestamptz
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import clock, database, reach
from domain.errors import Conflict
from domain.profiles.actor import Guardian
from domain.profiles.profile import Profile
from domain.providers import invitation as invitations
from domain.providers.connection import Connection
from domain.providers.invitation import Invitation, Inviter

_USE = """
UPDATE invitations SET uses_count = uses_count + 1
WHERE id = {} AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > {})
  AND (uses_limit IS NULL OR uses_count < uses_limit)
RETURNING id
"""
_GUARDIANS = """
SELECT p.id, p.name FROM invitation_uses u JOIN profiles p ON p.id = u.profile
WHERE u.invitation = {} ORDER BY u.used_at DESC, p.id LIMIT 1
"""
_CAME = """
SELECT f.id, f.name FROM invitation_uses u JOIN connections c ON c.id = u.connection
JOIN families f ON f.id = c.family
WHERE u.invitation = {{}} AND c.ended_at IS NULL AND {reached}
ORDER BY u.used_at DESC, f.id LIMIT 20
"""


class Came(NamedTuple):
    """A family that was connected by an invitation, or a guardian that came into one."""

    id: Id
    name: str


class InvitationOver(Conflict):
    """It was revoked, has expired or is used up."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


async def use(invitation: Invitation) -> None:
    """Counts one use more; of two at the last one, one. Rule: B1. Errors: InvitationOver."""
    now = clock.now()
    async with database.transaction():
        if not await database.rows(_USE, invitation.id, now):
            raise InvitationOver((await invitations.by_code(invitation.code)).over(now) or "used")
        invitations.touch(invitation)


async def came(invitation: Invitation, *, by: Inviter) -> list[Came]:
    """The last 20 families that it brought, newest first, as far as they are reached; or the one
    guardian.
    """
    if isinstance(by, Guardian):
        return [Came(*row) for row in await database.rows(_GUARDIANS, invitation.id)]
    reached = reach.connections(by)
    sql = _CAME.format(reached=reached.sql)
    return [Came(*row) for row in await database.rows(sql, invitation.id, *reached.values)]


class InvitationUse(Table, tablename="invitation_uses"):
    """Which connection, or which guardian, came of which invitation."""

    id = UUID(primary_key=True, default=UUID4())
    invitation = ForeignKey(Invitation, on_delete=OnDelete.restrict, null=False)
    connection = ForeignKey(Connection, on_delete=OnDelete.restrict, null=True, default=None)
    used_at = Timestamptz()
    profile = ForeignKey(Profile, on_delete=OnDelete.restrict, null=True, default=None)

    B1_what_came_of_it = Check("(connection IS NULL) <> (profile IS NULL)")
