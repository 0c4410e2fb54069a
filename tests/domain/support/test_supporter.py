"""Who answers for the platform is said on the command line, and ends at once."""

import pytest

from domain import reach
from domain.accounts import account, device_login, visitor
from domain.accounts.visitor import Login, Visitor
from domain.errors import NotFound
from domain.profiles import usable_profile
from domain.profiles.actor import Supporter
from domain.support import overview, supporter
from tests import support
from tests.rules import rule
from tests.world import World

BEN = "ben@lernfaden.example"


@rule("C6")
async def test_an_address_is_added_once_and_logs_in_as_a_supporter(world: World) -> None:
    assert await supporter.add("Ben@Lernfaden.example", "Ben")
    assert not await supporter.add(BEN, "Ben")
    (one,) = await supporter.every()
    assert (one.name, one.address) == ("Ben", BEN)
    login = await account.proven(BEN)
    assert login is not None
    entered = await device_login.log_in(login.id, user_agent="", as_profile=one.profile)
    known = await visitor.by_token(entered.token)
    assert isinstance(known, Visitor) and known.actor == Supporter(one.profile)
    assert await supporter.remove(BEN) and not await supporter.remove(BEN)
    known = await visitor.by_token(entered.token)
    assert isinstance(known, Login) and not isinstance(known, Visitor)
    with pytest.raises(NotFound):
        await reach.acting_as(one.profile)


@rule("C6")
async def test_who_has_an_account_chooses_and_who_comes_back_is_who_it_was(world: World) -> None:
    assert await supporter.add("nadia@lernfaden.example", "Nadia vom Support")
    (one,) = await supporter.every()
    assert world.nadia.account is not None
    usable = {each.id for each in await usable_profile.by(world.nadia.account)}
    assert {one.profile, world.nadia.id} <= usable
    await support.say(world.dora, "Hilfe!")
    await support.say(world.dora, "Gern.", by=Supporter(one.profile))
    await supporter.remove("nadia@lernfaden.example")
    thea = await support.ben(name="Thea")
    (listed,) = await overview.of(by=thea.actor)
    assert listed.assignee is None
    assert await supporter.add("nadia@lernfaden.example", "Anders")
    assert {each.profile for each in await supporter.every()} == {one.profile, thea.id}


@rule("C6", "A8")
async def test_no_child_answers_for_the_platform(world: World) -> None:
    with pytest.raises(supporter.OfAChild):
        await supporter.add("mila@lernfaden.example", "Mila")
    assert await supporter.every() == []
