"""/calendar/{token}.ics and /sessions/{id}.ics, as calendar programs and strangers ask for them."""

import dataclasses
import gzip
import logging
from datetime import timedelta
from uuid import UUID

import httpx
import pytest

from domain import clock, settings
from domain.accounts import throttle
from domain.calendar import address
from domain.profiles.profile import Profile
from domain.sessions import answer, cancellation, reminder
from domain.sessions.session import State
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.statements import watched
from tests.web.login.people import Open
from tests.web.rendering.appointments import by_icalendar, by_vobject
from tests.web.sessions.people import enter
from tests.world import World


async def calendar_of(profile: UUID) -> str:
    return f"/calendar/{(await address.tokens([profile]))[profile]}.ics"


@rule("S16")
async def test_a_calendar_reads_what_its_profile_may_see(
    world: World, client: httpx.AsyncClient
) -> None:
    """Without a login, and the same to two parsers."""
    lesson = await world.make.session(State.CONFIRMED)
    for who, title in (
        (world.nadia, "Mila: Mathe mit Jonas Weber"),
        (world.mila, "Mathe mit Jonas Weber"),
        (world.jonas, "Mathe mit Mila"),
    ):
        found = await client.get(await calendar_of(who.id))
        assert found.headers["content-type"] == "text/calendar; charset=utf-8"
        assert found.headers["cache-control"].startswith("private")
        (read,) = by_vobject(found.content)
        assert [read] == by_icalendar(found.content)
        assert read.texts["SUMMARY"] == title
        assert read.texts["UID"].startswith(str(lesson.id))
        assert read.starts_at == lesson.starts_at
    other = await client.get(await calendar_of(world.dora.id))
    assert by_vobject(other.content) == []


@rule("S16", "S14")
async def test_alarms_are_those_that_the_reader_chose(
    world: World, client: httpx.AsyncClient
) -> None:
    await world.make.session(State.CONFIRMED)
    await reminder.choose(world.nadia.id, [45, 5], by=world.nadia.actor)
    (read,) = by_vobject((await client.get(await calendar_of(world.nadia.id))).content)
    assert read.alarms == [-timedelta(minutes=5), -timedelta(minutes=45)]


@rule("S16")
async def test_what_is_unchanged_is_not_sent_again_and_has_the_same_bytes(
    world: World, client: httpx.AsyncClient, frozen_clock: FrozenClock
) -> None:
    lesson = await world.make.session()
    await world.make.credits()
    link = await calendar_of(world.nadia.id)
    first = await client.get(link)
    tag = first.headers["etag"]
    assert tag.startswith('"')
    frozen_clock.forward(timedelta(hours=3))
    for known in (tag, f"W/{tag}", f'"other", {tag}'):
        again = await client.get(link, headers={"if-none-match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    assert (await client.get(link)).content == first.content
    frozen_clock.forward(timedelta(days=1))
    assert (await client.get(link)).content == first.content
    await answer.confirm(lesson, by=world.nadia.actor)
    changed = await client.get(link, headers={"if-none-match": tag})
    assert changed.status_code == 200
    assert b"STATUS:CONFIRMED" in changed.content


@rule("S16")
async def test_each_form_of_the_bytes_has_a_tag_of_its_own(
    world: World, client: httpx.AsyncClient
) -> None:
    await world.make.session()
    link = await calendar_of(world.nadia.id)
    forms = {
        coding: await client.get(link, headers={"accept-encoding": coding})
        for coding in ("identity", "gzip", "br")
    }
    assert len({form.headers["etag"] for form in forms.values()}) == 3
    assert {form.content for form in forms.values()} == {forms["identity"].content}
    async with client.stream("GET", link, headers={"accept-encoding": "gzip"}) as answered:
        raw = b"".join([part async for part in answered.aiter_raw()])
    assert gzip.decompress(raw) == forms["identity"].content


@rule("S16")
async def test_an_unchanged_calendar_is_one_statement_and_a_new_one_two(
    world: World, client: httpx.AsyncClient
) -> None:
    for number in range(3):
        await world.make.session(starts_at=clock.now() + timedelta(days=number + 1))
    link = await calendar_of(world.nadia.id)
    with watched() as asked:
        tag = (await client.get(link)).headers["etag"]
    assert asked.count == 2, asked.told()
    with watched() as asked:
        assert (await client.get(link, headers={"if-none-match": tag})).status_code == 304
    assert asked.count == 1, asked.told()


@rule("S16", "A3")
async def test_every_wrong_address_gets_the_same_as_one_that_never_was(
    world: World, client: httpx.AsyncClient
) -> None:
    right = await calendar_of(world.nadia.id)
    await address.renew(world.nadia.id, by=world.nadia.actor)
    never = await client.get("/nowhere")
    for wrong in (right, "/calendar/x.ics", "/calendar/.ics", f"/calendar/{'x' * 43}.ics"):
        found = await client.get(wrong)
        assert found.status_code == 404
        assert found.text.replace(wrong, "/nowhere") == never.text
        assert dict(found.headers) | {"content-length": ""} == dict(never.headers) | {
            "content-length": ""
        }
    assert (await client.get(await calendar_of(world.nadia.id))).status_code == 200


@rule("S16", "A6")
async def test_who_asks_all_the_time_is_asked_to_wait_and_nobody_else_is(
    world: World, client: httpx.AsyncClient
) -> None:
    link = await calendar_of(world.nadia.id)
    for _ in range(throttle.FETCHES_A_MINUTE):
        assert (await client.get(link)).status_code == 200
    waits = await client.get(link)
    assert waits.status_code == 429
    assert int(waits.headers["retry-after"]) <= 60
    # A calendar service asks for all of its people from one network.
    assert (await client.get(await calendar_of(world.dora.id))).status_code == 200


@rule("S16")
async def test_a_secret_address_is_in_no_log(
    world: World, client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    link = await calendar_of(world.nadia.id)
    secret = link.removeprefix("/calendar/").removesuffix(".ics")
    with caplog.at_level(logging.DEBUG):
        for _ in range(throttle.FETCHES_A_MINUTE + 1):
            await client.get(link)
        await address.renew(world.nadia.id, by=world.nadia.actor)
        assert (await client.get(link)).status_code == 404
    ours = [record.getMessage() for record in caplog.records if record.name != "httpx"]
    assert any("/calendar/{token}/.ics" in line for line in ours)
    assert [line for line in ours if secret in line] == []


@rule("S16")
async def test_a_calendar_speaks_its_readers_language_and_clock(
    world: World, client: httpx.AsyncClient
) -> None:
    await world.make.session(State.CONFIRMED)
    await Profile.update({Profile.language: "en", Profile.time_zone: "America/New_York"}).where(
        Profile.id == world.nadia.id
    )
    (read,) = by_vobject((await client.get(await calendar_of(world.nadia.id))).content)
    assert read.texts["SUMMARY"] == "Mila: Mathe with Jonas Weber"
    assert "25 Nov 2026, 06:00" in read.texts["DESCRIPTION"]


@rule("S16")
async def test_one_session_is_a_file_for_those_who_reach_it(world: World, browser: Open) -> None:
    lesson = await world.make.session()
    await world.make.credits()
    link = f"/sessions/{lesson.id}.ics"
    nadia = await enter(browser, world.nadia)
    waiting = await nadia.get(link)
    assert waiting.headers["content-disposition"] == 'inline; filename="session.ics"'
    assert by_vobject(waiting.content)[0].texts["STATUS"] == "TENTATIVE"
    await answer.confirm(lesson, by=world.nadia.actor)
    sure = by_vobject((await nadia.get(link)).content)[0]
    await cancellation.cancel(lesson, by=world.jonas.actor)
    off = by_vobject((await nadia.get(link)).content)[0]
    assert (sure.texts["STATUS"], off.texts["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert sure.texts["UID"] == off.texts["UID"]
    assert int(sure.texts["SEQUENCE"]) < int(off.texts["SEQUENCE"])
    dora = await enter(browser, world.dora)
    assert (await dora.get(link)).status_code == 404
    nobody = await browser().get(link)
    assert (nobody.status_code, nobody.headers["location"].partition("?")[0]) == (303, "/login")


@rule("S16")
async def test_an_address_that_is_shown_is_that_of_the_instance(
    world: World, browser: Open, default_settings: settings.Settings
) -> None:
    settings.use(dataclasses.replace(default_settings, base_url="https://lernen.example.org"))
    page = await browser().get(await calendar_of(world.nadia.id))
    assert page.status_code == 200
    await world.make.session()
    (read,) = by_vobject((await browser().get(await calendar_of(world.nadia.id))).content)
    assert read.texts["UID"].endswith("@lernen.example.org")
    assert read.texts["URL"].startswith("https://lernen.example.org/sessions/")
