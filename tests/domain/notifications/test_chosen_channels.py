"""What somebody chose for a kind decides by which way it comes; the list has it anyway."""

from uuid import UUID

import pytest

from domain import database
from domain.errors import Forbidden, NotFound
from domain.notifications import (
    addressed,
    chosen_channels,
    fallback,
    notification,
    preferences,
    themes,
)
from domain.notifications.channels import Channels
from domain.notifications.kind import Theme
from domain.notifications.kinds import KINDS
from domain.notifications.preferences import Wishes
from domain.notifications.quiet_span import Quiet
from domain.profiles import reminder_time
from domain.profiles.profile import Kind
from domain.sessions.session import State
from tests.domain.notifications.news import father, kinds_of, phone, told, ways
from tests.rules import rule
from tests.statements import watched
from tests.world import World

COMES = [
    (Channels.USUAL, True, {"push"}),
    (Channels.USUAL, False, {"mail"}),
    (Channels.BOTH, True, {"push", "mail"}),
    (Channels.BOTH, False, {"mail"}),
    (Channels.PUSH, True, {"push"}),
    (Channels.PUSH, False, set[str]()),
    (Channels.MAIL, True, {"mail"}),
    (Channels.LIST, True, set[str]()),
    (Channels.LIST, False, set[str]()),
]


@rule("N1")
@pytest.mark.parametrize(("chosen", "takes_push", "comes"), COMES)
async def test_it_comes_as_it_was_chosen_and_always_stands_in_the_list(
    world: World, chosen: Channels, takes_push: bool, comes: set[str]
) -> None:
    await phone(world.nadia, world.nadia.id, takes_push=takes_push)
    await chosen_channels.replace(world.nadia.id, {Theme.PROPOSALS: chosen})
    await world.make.session()
    assert await ways("session.proposed") == {(each, world.nadia.id): 1 for each in comes}
    assert await told("session.proposed") == {world.nadia.id}


@rule("N1")
async def test_a_choice_is_of_one_kind_and_one_person(world: World) -> None:
    deniz = await father(world)
    await phone(world.nadia, world.nadia.id)
    await chosen_channels.replace(world.nadia.id, {Theme.PROPOSALS: Channels.LIST})
    await chosen_channels.replace(deniz, {Theme.CREDITS: Channels.LIST})
    await world.make.credits(1)
    assert await ways("credits.granted") == {("push", world.nadia.id): 1}
    await world.make.session()
    assert await ways("session.proposed") == {}


@rule("N1")
@pytest.mark.parametrize(("chosen", "mails"), [("usual", 1), ("push", 0), ("list", 0)])
async def test_no_mail_takes_the_place_of_a_device_for_whoever_wants_none(
    world: World, chosen: str, mails: int
) -> None:
    gone = await phone(world.nadia, world.nadia.id)
    lesson = await world.make.session()
    told_in = notification.id_of(world.nadia.id, lesson.id)
    kept = await database.row("SELECT event FROM notifications WHERE id = {}", told_in)
    found = await addressed.told(told_in, kept[0]) if kept else None
    assert found is not None
    await chosen_channels.replace(world.nadia.id, {Theme.PROPOSALS: Channels(chosen)})
    await database.rows("DELETE FROM push_subscriptions WHERE device = {}", gone)
    await fallback.fall_back(found, lesson.starts_at)
    assert (await ways("session.proposed"))["mail", world.nadia.id] == mails


@rule("N1")
async def test_choices_of_everybody_told_cost_no_statement_more(world: World) -> None:
    async def statements() -> list[str]:
        with watched() as seen:
            await world.make.session()
        return kinds_of(seen)

    before = await statements()
    for _ in range(3):
        await father(world)
    everything = dict.fromkeys(Theme, Channels.BOTH)
    for (id,) in await database.rows("SELECT id FROM profiles"):
        await chosen_channels.replace(id, everything)
    assert await statements() == before


@rule("N1")
def test_everything_that_anybody_is_told_of_can_be_chosen_by_them() -> None:
    told = {name: kind.theme for name, kind in KINDS.items() if kind.told}
    # What somebody asks them to look at nobody chooses not to hear of.
    unchosen = {kind for kind, theme in told.items() if theme is None}
    assert unchosen == {"message.reported", "family.joined", "family.left", "family.closed"} | {
        "connection.ended",
        "connection.over",
    }
    assert {*told.values(), Theme.REMINDERS} == {None, *Theme}
    of_child = [Theme.ANSWERS, Theme.REMINDERS, Theme.ATTENDANCE, Theme.MESSAGES]
    assert themes.of(Kind.CHILD) == of_child
    assert Theme.FAMILIES in themes.of(Kind.EDUCATOR)
    assert Theme.FAMILIES not in themes.of(Kind.GUARDIAN)


WISHES = Wishes(frozenset({30}), {Theme.CREDITS: Channels.MAIL}, Quiet(1320, 420))


@rule("N1", "S14")
async def test_what_somebody_wishes_is_kept_in_one_piece(world: World) -> None:
    await world.make.session(State.CONFIRMED)
    wished = {world.nadia.id: WISHES, world.tom.id: Wishes()}
    await preferences.choose(wished, by=world.nadia.actor)
    assert await preferences.of([world.nadia.id, world.tom.id]) == wished
    usual = {world.nadia.id: WISHES._replace(chosen={}, quiet=None)}
    await preferences.choose(usual, by=world.nadia.actor)
    assert await preferences.of([world.nadia.id]) == usual
    assert await database.rows("SELECT 1 FROM chosen_channels") == []
    assert await database.rows("SELECT 1 FROM quiet_hours") == []


@rule("N1", "A8")
@pytest.mark.parametrize("whose", ["emil", "jonas"])
async def test_whoever_is_not_of_the_family_chooses_nothing_there(world: World, whose: str) -> None:
    other: UUID = getattr(world, whose).id
    with pytest.raises((NotFound, Forbidden)):
        await preferences.choose({world.nadia.id: WISHES, other: WISHES}, by=world.nadia.actor)
    assert await reminder_time.of(world.nadia.id) == [26 * 60, 60]
    assert await database.rows("SELECT 1 FROM quiet_hours") == []


@rule("N1")
@pytest.mark.parametrize(("theme", "way"), [("news", "push"), ("credits", "usual")])
async def test_the_database_knows_what_can_be_chosen(world: World, theme: str, way: str) -> None:
    sql = "INSERT INTO chosen_channels (id, profile, theme, channels) VALUES ({}, {}, {}, {})"
    with pytest.raises(database.Violation):
        await database.rows(sql, world.tom.id, world.nadia.id, theme, way)
