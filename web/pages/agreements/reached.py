"""Which agreement is changed, and by whom, and where it stands. Rule: D5."""

from uuid import UUID

from domain.agreements import agreement
from domain.agreements.agreement import Agreement
from domain.profiles.actor import Staff
from web import access
from web.access import Request, visitor_of


async def changeable(request: Request, id: UUID) -> tuple[Staff, Agreement]:
    """Errors: NotFound, Forbidden."""
    staff = access.staff(request)
    return staff.actor, await agreement.changeable(id, by=staff.actor)


async def page_of(request: Request, id: UUID) -> str:
    """The page of an agreement as whoever reads sees it; a family's for who is not logged in."""
    reader = visitor_of(request)
    if reader and isinstance(reader.actor, Staff):
        return f"/agreements/{id}"
    one = await agreement.by_id(id)
    return f"/providers/{one.provider}/agreements/{id}"
