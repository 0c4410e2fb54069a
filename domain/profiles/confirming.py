"""Confirming by a child: what a guardian allows for the family. Rule: S3."""

from uuid import UUID as Id

from domain import database
from domain.profiles import membership, shown
from domain.profiles.actor import Guardian

_ALLOW = """
UPDATE memberships SET may_confirm = {} WHERE profile = {} AND family = {} AND ended_at IS NULL
"""


async def allow(profile: Id, allowed: bool, *, by: Guardian) -> None:
    """Lets a child confirm sessions for this family, or no longer. Rule: S3. Errors: NotFound."""
    member = await membership.child(profile, by=by)
    async with database.transaction():
        await database.rows(_ALLOW, allowed, member.id, by.family_id)
        await shown.profile(member.id)
