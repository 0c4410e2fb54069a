"""/groups/{id}: a date of several children, for its educator. Rule: S18."""

from uuid import UUID

from litestar import get
from litestar.params import FromPath

from domain import topics
from domain.accounts.visitor import Visitor
from domain.profiles.actor import Staff
from domain.sessions import group
from domain.sessions.group import Group
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.freshness import hear
from web.pages.groups import described
from web.pages.notifications import reading
from web.respond import show


@get("/groups/{group_id:uuid}")
async def show_one(request: Request, group_id: FromPath[UUID]) -> Answer:
    """Shape: may be asked with who is ticked, ?invited=. Errors: NotFound."""
    staff = access.staff(request)
    one = await group.reachable(group_id, by=staff.actor)
    form = forms.blank(request)
    form.tick("invited", request.query_params.getall("invited", []))
    return await shown(request, one, staff, form)


async def shown(
    request: Request, one: Group, staff: Visitor[Staff], form: Form, *, status: int = 200
) -> Answer:
    """The page, with what was typed."""
    hear(request, [topics.name("session", one.educator)])
    context = {
        "form": form,
        "group": await described.context(one, staff, form),
        **await reading.unread(staff, one.id),
    }
    return show(request, "groups/show", context, status=status)
