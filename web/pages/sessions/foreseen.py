"""What is foreseen of a session while it is typed: credits, and what lies at that time."""

from datetime import datetime, timedelta

from domain.accounts.visitor import Visitor
from domain.credits import balance
from domain.profiles.actor import Staff
from domain.providers import connection
from domain.providers.service import Service
from domain.sessions import fault, week
from domain.sessions.learner import Learner
from web.forms import Form
from web.pages.sessions import draft
from web.words import refusals, zones
from web.words.formats import Formats
from web.words.translations import N_, say, words

HAS = N_("Familie %(name)s hat %(free)s.")
WAITS = N_("Zur selben Zeit wartet schon ein Vorschlag: %(who)s.")
SAID = {"starts_on": "date", "starts_at": "start"}


async def lines(
    form: Form, chosen: Learner | None, services: list[Service], educator: Visitor[Staff]
) -> list[str]:
    """Rule: S4. Before it is sent; what holds is decided then, and when it is confirmed."""
    booked = next((one for one in services if str(one.id) == form.value("service")), None)
    credits = await _credits(chosen, booked, educator) if chosen else []
    return credits + ([] if form.errors else await _conflicts(form, educator))


async def _credits(chosen: Learner, booked: Service | None, educator: Visitor[Staff]) -> list[str]:
    shared = await connection.of_family(chosen.family, by=educator.actor)
    free = (await balance.of(shared.id)).free
    language = educator.language
    counted = Formats(language).credits_free(free)
    has = say(language, HAS, name=chosen.family_name, free=counted)
    missing = max(booked.credits - max(free, 0), 0) if booked else 0
    if not missing:
        return [has]
    text = words(language).ngettext(
        "Für diese Session fehlt %(n)s Credit.", "Für diese Session fehlen %(n)s Credits.", missing
    )
    return [f"{has} {text % {'n': missing}}"]


async def _conflicts(form: Form, educator: Visitor[Staff]) -> list[str]:
    typed = draft.read(form.copy())
    language = educator.language
    meant = typed.draft(zones.named(educator.time_zone).key)
    checked = await fault.check(meant, by=educator.actor)
    found = [
        refusals.invalid(SAID[each.field], each.code, language, each.values)
        for each in checked.faults
        if each.field in SAID
    ]
    if found or checked.service is None or checked.starts_at is None:
        return found
    ends_at = checked.starts_at + timedelta(minutes=checked.service.duration_minutes)
    return await _rivals(checked.starts_at, ends_at, educator)


async def _rivals(starts_at: datetime, ends_at: datetime, educator: Visitor[Staff]) -> list[str]:
    lying = await week.taught_between(educator.profile_id, starts_at, ends_at)
    names = dict.fromkeys(row.learner for row in lying if row.state == "pending")
    who = Formats(educator.language).listed(list(names))
    return [say(educator.language, WAITS, who=who)] if names else []
