"""No page that is kept by its ETag shows what is not so any more, whatever changes and for whom."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from domain import clock
from domain.calendar import address
from domain.credits import asking, correction, overdraft
from domain.profiles import changing, membership, permission, profile
from domain.profiles.actor import Guardian
from domain.providers import acceptance, provider, service
from domain.providers.service import Places
from domain.sessions import (
    answer,
    attendance,
    attendance_correction,
    cancellation,
    completion,
    group_calling_off,
    group_joining,
    group_offer,
    group_wait,
    objection,
    offer,
    withdrawal,
)
from domain.sessions import session as sessions
from tests import school
from tests.conftest import FrozenClock
from tests.domain.sessions import groups
from tests.rules import rule
from tests.school import School
from tests.web.login.people import Open
from tests.web.sessions.people import enter
from tests.world import Person, World, person, proven

FAMILY = ("/sessions", "/sessions/past", "/sessions/offline", "/notifications")
STAFF = ("/calendar", "/sessions/past", "/sessions/offline", "/notifications")

_DAY = timedelta(days=1)

Kept = dict[tuple[str, str], tuple[str, bytes]]
"""By reader and page: its ETag and what it shows."""


class Readers:
    """Everybody, each in a browser of their own, and what these keep."""

    def __init__(self, browsers: dict[str, httpx.AsyncClient], calendars: dict[str, str]) -> None:
        self._browsers = browsers
        self._calendars = calendars
        self._kept: Kept = {}

    async def read(self) -> None:
        self._kept = await self._all()

    async def wrong(self) -> list[str]:
        """Where a page would be taken from what is kept, though it shows something else by now."""
        fresh = await self._all()
        found = []
        for (name, page), (tag, body) in self._kept.items():
            if tag and tag == fresh[name, page][0] and body != fresh[name, page][1]:
                known = {"if-none-match": tag}
                assert (await self._browsers[name].get(page, headers=known)).status_code == 304
                found.append(f"{name} {page}")
        self._kept = fresh
        return found

    async def _all(self) -> Kept:
        kept: Kept = {}
        for name, browser in self._browsers.items():
            pages = STAFF if name in ("jonas", "ines", "lea", "max") else FAMILY
            for page in (*pages, self._calendars[name]):
                shown = await browser.get(page)
                assert shown.status_code == 200
                kept[name, page] = shown.headers.get("etag", ""), shown.content
        return kept


@pytest.mark.both_databases
@rule("N1", "S12")
async def test_a_page_is_asked_for_again_whenever_it_shows_something_else(
    world: World, browser: Open, frozen_clock: FrozenClock
) -> None:
    taught = await school.build(world)
    people: dict[str, Person[Any]] = {
        "rosa": await _newcomer(),
        "nadia": world.nadia,
        "mila": world.mila,
        "dora": world.dora,
        "jonas": world.jonas,
        "ines": taught.ines,
        "lea": taught.lea,
        "max": taught.max,
    }
    readers = Readers(
        {name: await enter(browser, each) for name, each in people.items()},
        {name: await _calendar(each) for name, each in people.items()},
    )
    await readers.read()
    wrong = []
    for story in (
        _asked(world, taught, people["rosa"].actor, frozen_clock),
        _grouped(world, frozen_clock),
        _called(world, taught),
        _over(world, frozen_clock),
    ):
        async for change in story:
            wrong += [f"{change}: {page}" for page in await readers.wrong()]
    assert not wrong, "\n".join(wrong)


async def _calendar(one: Person[Any]) -> str:
    return f"/calendar/{(await address.tokens([one.id]))[one.id]}.ics"


async def _newcomer() -> Person[Guardian]:
    """Who knows no provider yet."""
    owner = await proven("rosa@lernfaden.example")
    rosa = profile.new(profile.Kind.GUARDIAN, "Rosa Lind", account=owner.id)
    await membership.start_family("Lind", [rosa])
    return await person(rosa.id, Guardian)


async def _asked(
    world: World, taught: School, rosa: Guardian, time: FrozenClock
) -> AsyncIterator[str]:
    """Everything that is asked and answered. Shape: what has changed, as in the stories below."""
    nadia, ines = world.nadia.actor, taught.ines.actor
    costly = await service.create(uuid4(), "Chor", 60, 3, "", by=ines)
    yield "a service is offered"
    await acceptance.accept(taught.code, by=rosa)
    yield "a family comes to know its first provider"
    leas = await taught.session(world.mila.id, days=4)
    yield "another provider proposes"
    await offer.propose(
        world.make.offer(learner=world.tom.id, service=costly, starts_at=clock.now() + 2 * _DAY),
        taught.kaya,
        by=ines,
    )
    yield "a manager proposes, for more credits than there are"
    first = await world.make.session(message="Passt das?")
    rival = await world.make.session(learner=world.emil.id, connection=world.rossi)
    yield "two families are asked for the same time"
    await asking.ask(world.kaya, by=nadia)
    yield "credits are asked for"
    await world.make.credits(4)
    await world.make.credits(2, connection=world.rossi)
    yield "credits are granted"
    await permission.allow(world.mila.id, may_confirm=True, by=nadia)
    yield "a child may confirm"
    await answer.confirm(await sessions.by_id(first.id), by=nadia)
    yield "a session is confirmed"
    await withdrawal.undo(await sessions.by_id(first.id), by=nadia)
    yield "a confirmation is taken back"
    await answer.confirm(await sessions.by_id(first.id), by=nadia)
    time.forward(timedelta(minutes=1))
    yield "it is confirmed again, and cannot be taken back any more"
    await answer.decline(await sessions.by_id(rival.id), by=world.dora.actor)
    yield "a proposal is declined"
    await answer.confirm(await sessions.by_id(leas.id), by=nadia)
    time.forward(timedelta(minutes=1))
    yield "a session of another educator is confirmed"


async def _grouped(world: World, time: FrozenClock) -> AsyncIterator[str]:
    """A group of two places, of which each family shows how many are free."""
    nadia, dora, jonas = world.nadia.actor, world.dora.actor, world.jonas.actor
    several = Places(2)
    club = await service.create(uuid4(), "Club", 60, 0, "", several, by=jonas)
    typed = replace(
        groups.typed(world, groups.mila(world), groups.emil(world), is_open=True),
        service=club.id,
        day=(clock.now() + 5 * _DAY).date(),
    )
    made = await group_offer.make(typed, by=jonas)
    yield "a group is made, and proposed to two families"
    emils = (await groups.of(made))[world.emil.id]
    await answer.confirm(emils, by=dora)
    time.forward(timedelta(minutes=1))
    yield "one of a group is confirmed"
    await group_joining.join(uuid4(), made, world.tom.id, by=nadia)
    time.forward(timedelta(minutes=1))
    yield "one joins, and the group is full"
    await cancellation.cancel(await sessions.by_id(emils.id), by=dora)
    yield "a place is given back"
    await group_wait.wait(made, world.emil.id, by=dora)
    yield "it is kept for who waits"
    kept = (await groups.of(made))[world.emil.id]
    await answer.decline(kept, by=dora)
    yield "and is not taken"
    await group_calling_off.call_off(made, by=jonas)
    yield "a group is called off"


async def _called(world: World, taught: School) -> AsyncIterator[str]:
    """What people and providers say of themselves and each other."""
    nadia, jonas = world.nadia.actor, world.jonas.actor
    await correction.correct(world.kaya, 1, "Irrtum", key=uuid4(), by=jonas)
    await overdraft.allow(world.kaya, 2, by=jonas)
    yield "credits are corrected"
    for each, name in ((world.nadia, "Nadja"), (world.mila, "Milla"), (world.jonas, "Jona")):
        await changing.rename(each.id, name, 3, by=each.actor)
        yield f"somebody is called {name} and has another colour"
    await changing.rename(taught.lea.id, "Leah", 3, by=taught.lea.actor)
    yield "an educator has another name"
    last = await world.make.session(starts_at=clock.now() + 2 * _DAY, learner=world.tom.id)
    yield "a session is proposed"
    await provider.change(
        "Webers",
        "Europe/Berlin",
        notice_hours=60,
        answer_hours=None,
        sooner_hours=12,
        holiday_region="DE-BE",
        by=jonas,
    )
    yield "a provider is called and plans otherwise"
    await service.retire(world.physics, by=jonas)
    yield "a service is retired"
    await membership.add_child("Kim", by=nadia)
    yield "a child is added"
    await changing.change(world.nadia.id, "Nadja", language="en", time_zone="Asia/Tokyo", by=nadia)
    yield "somebody reads in another language and zone"
    await cancellation.cancel(await sessions.by_id(last.id), by=jonas)
    yield "a proposal is withdrawn"


async def _over(world: World, time: FrozenClock) -> AsyncIterator[str]:
    """What time brings to the two sessions that are confirmed."""
    nadia, jonas = world.nadia.actor, world.jonas.actor
    first, leas = await sessions.where("s.state = 'confirmed' ORDER BY s.starts_at")
    late = await world.make.session(learner=world.tom.id, starts_at=leas.starts_at)
    time.to(late.starts_at - timedelta(minutes=61))
    yield "a proposal waits, and cancelling would be for nothing"
    time.forward(timedelta(minutes=6))
    yield "confirming binds from now on"
    await answer.decline(late, by=nadia)
    time.to(leas.starts_at - timedelta(hours=24))
    yield "it is the last moment to cancel for nothing"
    time.forward(timedelta(minutes=6))
    yield "cancelling costs a credit"
    for each in (first, leas):
        time.to(each.ends_at + completion.COMPLETED_AFTER)
        await attendance.complete(each.id)
        yield "a session is completed"
    held = await sessions.by_id(first.id)
    await attendance.mark_missed(held, by=jonas)
    yield "a session was missed after all"
    held = await sessions.by_id(first.id)
    await objection.make(held, "Wir waren da.", by=nadia)
    yield "a family objects"
    await attendance_correction.make(held, by=jonas)
    yield "an educator corrects"
