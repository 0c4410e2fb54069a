"""/profiles: who uses this device now."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.accounts import device
from domain.profiles import usable_profile
from web import access, forms, inputs
from web.access import Request
from web.answer import Answer
from web.cookies import login_cookie, without_kept_pages
from web.respond import done, show


@get("/profiles")
async def index(request: Request) -> Answer:
    """Rule: A7 A8."""
    login = access.login(request)
    visitor = access.visitor_of(request)
    usable = await usable_profile.by(login.account_id)
    context = {
        "profiles": usable,
        "has_several_families": len({each.family for each in usable if each.family}) > 1,
        "next": request.query_params.get("next", ""),
        "may_set": visitor is not None and visitor.is_child and visitor.is_own,
    }
    return show(request, "profiles/index", context)


@post("/profiles/{profile_id:uuid}/choice")
async def choose(request: Request, profile_id: FromPath[UUID]) -> Answer:
    """Rule: A7 A10. Errors: NotFound."""
    login = access.login(request)
    form = await forms.read(request)
    token = await device.choose_profile(login.device_id, profile_id, account=login.account_id)
    to = inputs.own_address(form.value("next") or "/")
    answer = done(request, to=to).set_cookie(login_cookie(token))
    return answer.header(*without_kept_pages())
