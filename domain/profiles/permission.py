"""Permissions: what a guardian allows a child, each of its families for itself. Rule: S3 D1 C1."""

from uuid import UUID as Id

from domain import database
from domain.profiles import membership, shown
from domain.profiles.actor import Guardian

_ALLOW = """
UPDATE memberships
SET may_confirm = coalesce({}, may_confirm), may_share = coalesce({}, may_share),
  may_write = coalesce({}, may_write)
WHERE profile = {} AND family = {} AND ended_at IS NULL
"""


async def allow(
    profile: Id,
    *,
    may_confirm: bool | None = None,
    may_share: bool | None = None,
    may_write: bool | None = None,
    by: Guardian,
) -> None:
    """Lets a child confirm sessions for this family, see and share its documents, write in its
    conversations, or no longer.

    Shape: None leaves it as it is. Errors: NotFound.
    """
    allowed = may_confirm, may_share, may_write
    member = await membership.child(profile, by=by)
    async with database.transaction():
        await database.rows(_ALLOW, *allowed, member.id, by.family_id)
        await shown.profile(member.id)
