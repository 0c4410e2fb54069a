"""/families/{id}/account: a family's credits, as the educator who grants them sees them."""

from uuid import UUID

from litestar import get
from litestar.params import FromPath

from domain.profiles import family
from domain.providers import connection, first_steps
from web import access
from web.access import Request
from web.answer import Answer
from web.pages.credits import account, spreadsheet


@get("/families/{family_id:uuid}/account")
async def show_one(request: Request, family_id: FromPath[UUID]) -> Answer:
    """Rule: B6 K5 K6. Errors: NotFound."""
    staff = access.staff(request)
    shared = await connection.known_family(family_id, by=staff.actor)
    whose = {
        "family": await family.by_id(family_id),
        "is_over": shared.is_over,
        "first_steps": await first_steps.of(by=staff.actor),
    }
    return await account.shown(request, "families/account", shared, staff, whose)


@get("/families/{family_id:uuid}/account.csv")
async def download(request: Request, family_id: FromPath[UUID]) -> Answer:
    """Rule: B6 K5. Errors: NotFound."""
    staff = access.staff(request)
    shared = await connection.known_family(family_id, by=staff.actor)
    return await spreadsheet.of(shared, staff)
