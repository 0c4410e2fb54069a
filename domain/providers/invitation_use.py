"""Using an invitation up. Rule: B1."""

from piccolo.columns import UUID, ForeignKey, OnDelete, Timestamptz
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import clock, database
from domain.errors import Conflict
from domain.providers import invitation as invitations
from domain.providers.connection import Connection
from domain.providers.invitation import Invitation

_USE = """
UPDATE invitations SET uses_count = uses_count + 1
WHERE id = {} AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > {})
  AND (uses_limit IS NULL OR uses_count < uses_limit)
RETURNING id
"""


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


class InvitationUse(Table, tablename="invitation_uses"):
    """Which connection came of which invitation."""

    id = UUID(primary_key=True, default=UUID4())
    invitation = ForeignKey(Invitation, on_delete=OnDelete.restrict, null=False)
    connection = ForeignKey(Connection, on_delete=OnDelete.restrict, null=False)
    used_at = Timestamptz()
