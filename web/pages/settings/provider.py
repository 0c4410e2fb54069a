"""/settings/provider: what families see of a provider, and how it plans."""

from litestar import get, post

from domain import names
from domain.documents import space
from domain.errors import Invalid
from domain.profiles.actor import Staff
from domain.providers import holiday_region, link, provider, room
from domain.providers.provider import Provider
from web import access, forms, inputs
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.settings import regions
from web.respond import done, show
from web.wishes import language_of
from web.words import documents


@get("/settings/provider")
async def edit(request: Request) -> Answer:
    """Rule: S7. Shape: may be asked with ?holiday_country=, whose parts are to be chosen from."""
    staff = access.staff(request)
    kept = _typed(await provider.by_id(staff.actor.provider_id))
    kept["meeting_url"] = await room.own(by=staff.actor)
    if "holiday_country" in request.query_params:
        kept["holiday_country"] = inputs.cleaned(request.query_params["holiday_country"])
    return await _show(request, staff.actor, forms.blank(request, **kept))


@post("/settings/provider")
async def update(request: Request) -> Answer:
    """Rule: S2 S7 S8 S13 S17 D3. Choice: in an organisation an educator sets the own room alone."""
    staff = access.staff(request)
    form = await forms.read(request)
    try:
        if await _change(form, staff.actor):
            await room.set_own(form.value("meeting_url"), by=staff.actor)
            return done(request, to="/settings", notice=await _said(staff.actor))
    except Invalid as error:
        form.refuse_because(error)
    return await _show(request, staff.actor, form, status=422)


def _typed(known: Provider) -> dict[str, object]:
    """What the form starts from."""
    country, part = holiday_region.parted(known.holiday_region)
    return {
        "name": known.name,
        "notice_hours": known.notice_hours,
        "answer_hours": known.answer_hours,
        "sooner_hours": known.sooner_hours,
        "document_megabytes": known.document_megabytes,
        "time_zone": known.time_zone,
        "holiday_country": country,
        "holiday_part": part,
    }


async def _change(form: Form, by: Staff) -> bool:
    """Whether all that was typed is sound; then it is kept."""
    _check_room(form)
    known = await provider.by_id(by.provider_id)
    return await _plan(form, by) if provider.is_changeable(known, by) else form.is_valid


def _check_room(form: Form) -> None:
    try:
        link.checked(form.text("meeting_url", most=500, required=False))
    except Invalid as error:
        form.refuse_because(error)


async def _plan(form: Form, by: Staff) -> bool:
    """Who it is and how it plans, likewise."""
    name, time_zone = form.text("name", most=names.LENGTH_MOST), form.value("time_zone")
    notice = form.integer("notice_hours", most=provider.NOTICE_HOURS_MOST)
    planned = {
        "answer_hours": _some_hours(form, "answer_hours", provider.NOTICE_HOURS_MOST),
        "sooner_hours": _some_hours(form, "sooner_hours", provider.SOONER_HOURS_MOST),
    }
    megabytes, region = _megabytes(form), _region(form)
    if not form.is_valid or notice is None:
        return False
    await provider.change(
        name, time_zone, notice_hours=notice, holiday_region=region, by=by, **planned
    )
    if megabytes is not None:
        await provider.allow_space(megabytes, by=by)
    return True


def _some_hours(form: Form, name: str, most: int) -> int | None:
    return form.integer(name, least=1, most=most, required=False)


def _megabytes(form: Form) -> int | None:
    """Choice: a page from before there was this field leaves it as it is."""
    least, most = provider.DOCUMENT_MEGABYTES_LEAST, provider.DOCUMENT_MEGABYTES_MOST
    return form.integer("document_megabytes", least=least, most=most, required=False)


def _region(form: Form) -> str:
    """Choice: a part of another country, which stands there where it was only just chosen and no
    script has brought its own parts, is dropped.
    """
    country, part = form.value("holiday_country"), form.value("holiday_part")
    is_own = part in holiday_region.countries().get(country, ())
    try:
        return holiday_region.checked(country, part if is_own else "")
    except Invalid as error:
        form.refuse_because(error)
        return ""


async def _said(by: Staff) -> str:
    """The notice: whether somewhere more is there already than may be."""
    known = await provider.by_id(by.provider_id)
    is_over = await space.most_used(known.id) > known.document_megabytes * space.MEGABYTE
    return "provider.over_space" if is_over else "provider.changed"


async def _show(request: Request, by: Staff, form: Form, status: int = 200) -> Answer:
    used = await space.most_used(by.provider_id)
    context = {
        "form": form,
        "may_change": provider.is_changeable(await provider.by_id(by.provider_id), by),
        "zones": regions.zones(),
        "countries": regions.countries(language_of(request)),
        "parts": regions.parts(form.value("holiday_country"), language_of(request)),
        "megabytes": (provider.DOCUMENT_MEGABYTES_LEAST, provider.DOCUMENT_MEGABYTES_MOST),
        "space_used": documents.size(used, language_of(request)) if used else "",
        "most_hours": provider.NOTICE_HOURS_MOST,
        "most_sooner_hours": provider.SOONER_HOURS_MOST,
    }
    return show(request, "settings/provider", context, status=status)
