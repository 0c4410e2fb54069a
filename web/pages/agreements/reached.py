"""Which agreement of a provider's is changed, and by whom. Rule: D5."""

from uuid import UUID

from domain.agreements import agreement
from domain.agreements.agreement import Agreement
from domain.profiles.actor import Staff
from web import access
from web.access import Request


async def changeable(request: Request, id: UUID) -> tuple[Staff, Agreement]:
    """Errors: NotFound, Forbidden."""
    staff = access.staff(request)
    return staff.actor, await agreement.changeable(id, by=staff.actor)
