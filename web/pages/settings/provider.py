"""/settings/provider: what families see of a provider, and how it plans."""

from uuid import UUID

from litestar import get, post

from domain.accounts.visitor import Visitor
from domain.errors import Forbidden, Invalid
from domain.providers import educator as educators
from domain.providers import link, provider
from domain.providers.provider import Provider
from web import forms
from web.access import PERSON, Request
from web.forms import Form
from web.pages.settings import words
from web.respond import Answer, done, show


@get("/settings/provider")
async def edit(request: Request, educator: PERSON) -> Answer:
    found, own = await _own(educator)
    form = forms.blank(
        request,
        name=found.name,
        notice_hours=found.notice_hours,
        answer_hours=found.answer_hours,
        meeting_url=await educators.meeting_url(own),
        time_zone=found.time_zone,
    )
    return _show(request, found, educator, form)


@post("/settings/provider")
async def update(request: Request, educator: PERSON) -> Answer:
    """Rule: S2 S8 S13. Choice: in an organisation an educator sets the own room alone."""
    found, own = await _own(educator)
    form = await forms.read(request)
    try:
        if await _change(found, educator, form):
            await educators.set_meeting_url(own, form.value("meeting_url"))
            return done(request, to="/settings", notice="provider.changed")
    except Invalid as error:
        form.refuse_because(error)
    return _show(request, found, educator, form, status=422)


async def _own(educator: Visitor) -> tuple[Provider, UUID]:
    if educator.provider_id is None or educator.educator_id is None:
        raise Forbidden
    return await provider.by_id(educator.provider_id), educator.educator_id


async def _change(found: Provider, educator: Visitor, form: Form) -> bool:
    """Whether all that was typed is sound; then it is kept."""
    try:
        link.checked(form.text("meeting_url", most=500, required=False))
    except Invalid as error:
        form.refuse_because(error)
    if not provider.is_changeable(found, educator):
        return form.is_valid
    name, time_zone = form.text("name", most=provider.NAME_MOST), form.value("time_zone")
    notice = form.integer("notice_hours", most=provider.NOTICE_HOURS_MOST)
    answer = form.integer("answer_hours", least=1, most=provider.NOTICE_HOURS_MOST, required=False)
    if not form.is_valid or notice is None:
        return False
    await provider.change(
        found, name, time_zone, notice_hours=notice, answer_hours=answer, by=educator
    )
    return True


def _show(
    request: Request, found: Provider, educator: Visitor, form: Form, status: int = 200
) -> Answer:
    context = {
        "form": form,
        "may_change": provider.is_changeable(found, educator),
        "zones": words.zones(),
        "most_hours": provider.NOTICE_HOURS_MOST,
    }
    return show(request, "settings/provider", context, status=status)
