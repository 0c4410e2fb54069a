"""/profiles: who uses this device now."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.accounts import device
from domain.profiles import profile
from web import forms
from web.access import ANY_VISITOR, LOGIN, Request, login_cookie, without_kept_pages
from web.respond import Answer, done, show


@get("/profiles")
async def index(request: Request, login: LOGIN, visitor: ANY_VISITOR) -> Answer:
    """Rule: A7 A8."""
    usable = await profile.usable_by(login.account_id)
    is_alone = [each.kind for each in usable if each.account == login.account_id] == ["child"]
    context = {
        "profiles": usable,
        "next": request.query_params.get("next", ""),
        "may_set": is_alone and visitor is not None,
    }
    return show(request, "profiles/index", context)


@post("/profiles/{profile_id:uuid}/choice")
async def choose(request: Request, login: LOGIN, profile_id: FromPath[UUID]) -> Answer:
    """Rule: A7 A10. Errors: NotFound."""
    form = await forms.read(request)
    token = await device.choose_profile(login.device_id, profile_id, account=login.account_id)
    to = forms.own_address(form.value("next") or "/")
    answer = done(request, to=to).set_cookie(login_cookie(token))
    return answer.header(*without_kept_pages())
