"""/i/{code} of a provider: a family is connected, a newcomer's or a guardian's. Rule: B2."""

from functools import partial
from typing import Any

from domain import clock, names
from domain.accounts.visitor import Visitor
from domain.errors import Invalid, NotFound
from domain.profiles.actor import Actor, Guardian
from domain.providers import acceptance, connection, provider
from domain.providers.invitation import Invitation
from domain.providers.provider import Provider
from web import access, forms
from web.access import Request, login_of
from web.answer import Answer, redirect
from web.forms import Form
from web.pages.login import arrival
from web.respond import done, show
from web.wishes import language_of

GONE = 410
LEARNERS = ("child", "self")
CHILDREN = ("child_name", "child_name_2", "child_name_3", "child_name_4")
"""The fields; a larger family adds the others later."""


async def new(request: Request, opened: Invitation) -> Answer:
    login = login_of(request)
    if isinstance(login, Visitor):
        return await _show_to(request, login, opened)
    if login is not None:
        return arrival.on_to("/profiles", f"/i/{opened.code}")
    return await _show(request, opened, _blank(request))


async def create(request: Request, opened: Invitation) -> Answer:
    """Errors: InvitationOver, Throttled; WrongKind for other profiles."""
    login = login_of(request)
    if isinstance(login, Visitor):
        guardian = access.guardian(request, is_known=True)
        shared = await acceptance.accept(opened, by=guardian.actor)
        return done(request, to=f"/providers/{shared.provider}", notice="connection.created")
    if login is not None:
        return arrival.on_to("/profiles", f"/i/{opened.code}")
    form = await forms.read(request)
    try:
        return await _register(request, opened, form)
    except Invalid as error:
        form.refuse_because(error)
    return await _show(request, opened, form, status=422)


async def _register(request: Request, opened: Invitation, form: Form) -> Answer:
    name, email = form.text("name", most=80), form.email("email")
    children = _children(form)
    if not form.is_valid:
        return await _show(request, opened, form, status=422)
    accept = partial(
        acceptance.accept_as_newcomer,
        opened,
        name,
        email,
        children,
        language=language_of(request),
        time_zone=form.value("time_zone") or (await provider.by_id(opened.provider)).time_zone,
    )
    to = "/sessions"
    return await arrival.welcome(request, accept, email, to=to, notice="connection.created")


def _children(form: Form) -> list[str]:
    """Who learns, by name; none where the guardian does."""
    if form.choice("learner", LEARNERS) == "self":
        return []
    typed = [form.text(name, most=names.LENGTH_MOST, required=False) for name in CHILDREN]
    if not any(typed):
        form.refuse(CHILDREN[0], "missing")
    return [name for name in typed if name]


async def _show_to(request: Request, visitor: Visitor[Actor], opened: Invitation) -> Answer:
    """Who is connected already goes straight to the provider."""
    if isinstance(visitor.actor, Guardian):
        try:
            shared = await connection.between(visitor.actor.family_id, opened.provider)
        except NotFound:
            return await _show(request, opened, _blank(request))
        return redirect(f"/providers/{shared.provider}")
    return await _show(request, opened, _blank(request))


def _blank(request: Request) -> Form:
    return forms.blank(request, learner=LEARNERS[0])


async def _show(request: Request, opened: Invitation, form: Form, status: int = 200) -> Answer:
    over = opened.over(clock.now())
    made_by = await provider.by_id(opened.provider)
    context = {"form": form, "code": opened.code, "over": over, "by": _described(made_by)}
    return show(request, "invitations/opening", context, status=GONE if over else status)


def _described(made_by: Provider) -> dict[str, Any]:
    initials = "".join(word[0] for word in made_by.name.split()[:2]).upper()
    is_organisation = made_by.kind == provider.Kind.ORGANISATION
    return {"name": made_by.name, "initials": initials, "is_organisation": is_organisation}
