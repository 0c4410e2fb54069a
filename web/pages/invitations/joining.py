"""/i/{code} of one more guardian: somebody comes into a family. Rule: A8 B1."""

from functools import partial

from domain import clock
from domain.accounts import device
from domain.accounts.visitor import Login, Visitor
from domain.errors import Invalid
from domain.profiles import family, profile
from domain.providers import joining
from domain.providers.invitation import Invitation
from web import access, forms
from web.access import Request, login_of, visitor_of
from web.answer import Answer, redirect
from web.cookies import login_cookie, without_kept_pages
from web.forms import Form
from web.pages.login import arrival
from web.respond import done, show
from web.wishes import language_of, time_zone_of

GONE = 410
TO = "/sessions"


async def new(request: Request, opened: Invitation) -> Answer:
    """Says before any login what somebody would come into; who is in it already is led there.

    Choice: the family by name, and of its children nothing, for the link may be in wrong hands.
    """
    login = login_of(request)
    if login is not None and await joining.as_whom(opened, login.account_id):
        return redirect("/settings/family")
    return await _show(request, opened, forms.blank(request))


async def create(request: Request, opened: Invitation) -> Answer:
    """Rule: A3 A6. Errors: InvitationOver, Throttled; WrongKind for a child or the support."""
    login, form = login_of(request), await forms.read(request)
    is_known = isinstance(login, Visitor)
    name = access.grown_up(request).name if is_known else form.text("name", most=80)
    email = form.email("email") if login is None else ""
    try:
        if form.is_valid and login is not None:
            return await _enter(request, opened, login, name)
        if form.is_valid:
            return await _register(request, opened, form, name, email)
    except Invalid as error:
        form.refuse_because(error)
    return await _show(request, opened, form, status=422)


async def _enter(request: Request, opened: Invitation, login: Login, name: str) -> Answer:
    """An account gets the profile, and this device opens it."""
    zone = time_zone_of(request) or (await profile.by_id(opened.by)).time_zone
    account, language = login.account_id, language_of(request)
    made = await joining.join(opened, name, account=account, language=language, time_zone=zone)
    token = await device.choose_profile(login.device_id, made, account=account)
    answer = done(request, to=TO, notice="family.joined").set_cookie(login_cookie(token))
    return answer.header(*without_kept_pages())


async def _register(
    request: Request, opened: Invitation, form: Form, name: str, email: str
) -> Answer:
    register = partial(
        joining.join_as_newcomer,
        opened,
        name,
        email,
        language=language_of(request),
        time_zone=form.value("time_zone") or (await profile.by_id(opened.by)).time_zone,
    )
    return await arrival.welcome(request, register, email, to=TO, notice="family.joined")


async def _show(request: Request, opened: Invitation, form: Form, status: int = 200) -> Answer:
    over = opened.over(clock.now())
    context = {
        "form": form,
        "code": opened.code,
        "over": over,
        "by": (await profile.by_id(opened.by)).name,
        "family": (await family.by_id(opened.family)).name,
        "is_child": (visitor := visitor_of(request)) is not None and visitor.is_child,
    }
    return show(request, "invitations/joining", context, status=GONE if over else status)
