"""Devices: tokens, their life, and who uses them."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from domain import clock
from domain import database as db
from domain.accounts import device, device_end, device_login, device_use
from domain.accounts.device import Device
from domain.errors import NotFound
from tests.conftest import FrozenClock
from tests.domain.accounts.people import kaya, proven, teaching
from tests.rules import rule


async def known(token: str) -> Device:
    found = await device.by_token(token)
    assert found is not None
    return found


@rule("A7")
async def test_an_account_with_one_profile_goes_straight_in(database: str) -> None:
    owner = await proven("jonas@lernfaden.example")
    jonas = await teaching(owner.id)
    entered = await device_login.log_in(owner.id, user_agent="Tablet")
    assert entered.has_profile
    assert (await known(entered.token)).profile == jonas.id


@rule("A7")
async def test_with_several_profiles_nobody_is_chosen_yet(database: str) -> None:
    home = await kaya()
    entered = await device_login.log_in(home.account, user_agent="Phone")
    assert not entered.has_profile
    assert (await known(entered.token)).profile is None


@rule("A7", "A10")
async def test_choosing_is_remembered_and_changes_the_token(database: str) -> None:
    home = await kaya()
    before = (await device_login.log_in(home.account, user_agent="Phone")).token
    phone = await known(before)
    after = await device.choose_profile(phone.id, home.tom.id, account=home.account)
    assert await device.by_token(before) is None
    assert (await known(after)).profile == home.tom.id
    again = await device_login.log_in(home.account, user_agent="Phone", known_token=after)
    assert again.has_profile
    assert (await known(again.token)).id == phone.id
    assert (await known(again.token)).profile == home.tom.id


@rule("A7")
async def test_nobody_chooses_a_profile_of_others(database: str) -> None:
    home = await kaya()
    dora = await proven("dora@lernfaden.example")
    entered = await device_login.log_in(dora.id, user_agent="Phone")
    phone = await known(entered.token)
    for stranger in (home.mila.id, home.nadia.id, uuid4()):
        with pytest.raises(NotFound):
            await device.choose_profile(phone.id, stranger, account=dora.id)
    assert (await known(entered.token)).profile is None


@rule("A10")
async def test_every_login_has_a_new_token_of_which_only_the_hash_is_kept(database: str) -> None:
    home = await kaya()
    first = (await device_login.log_in(home.account, user_agent="Phone")).token
    second = (await device_login.log_in(home.account, user_agent="Phone", known_token=first)).token
    assert first != second
    assert await device.by_token(first) is None
    assert second not in str(await db.rows("SELECT * FROM devices"))


@rule("A10")
async def test_logging_in_as_somebody_else_ends_the_login_before(database: str) -> None:
    home, dora = await kaya(), await proven("dora@lernfaden.example")
    nadias = (await device_login.log_in(home.account, user_agent="Tablet")).token
    doras = (await device_login.log_in(dora.id, user_agent="Tablet", known_token=nadias)).token
    assert await device.by_token(nadias) is None
    assert (await known(doras)).account == dora.id


@rule("A10")
async def test_a_login_lives_90_days_from_its_last_use(
    database: str, frozen_clock: FrozenClock
) -> None:
    home = await kaya()
    token = (await device_login.log_in(home.account, user_agent="Phone")).token
    frozen_clock.forward(timedelta(days=89))
    used = await known(token)
    await device_use.note(used.id, used.last_used_at)
    frozen_clock.forward(timedelta(days=90))
    await known(token)
    frozen_clock.forward(timedelta(seconds=1))
    assert await device.by_token(token) is None
    assert await device.active(home.account) == []


@rule("A10")
async def test_use_is_noted_every_ten_minutes_at_most(
    database: str, frozen_clock: FrozenClock
) -> None:
    home = await kaya()
    token = (await device_login.log_in(home.account, user_agent="Phone")).token
    begun = frozen_clock.forward(timedelta(0))
    for minutes, noted in ((9, 0), (1, 10), (9, 10), (2, 21)):
        frozen_clock.forward(timedelta(minutes=minutes))
        used = await known(token)
        await device_use.note(used.id, used.last_used_at)
        assert (await known(token)).last_used_at == begun + timedelta(minutes=noted)


@rule("A10")
async def test_of_uses_at_once_one_is_the_first_of_the_day(
    database: str, frozen_clock: FrozenClock
) -> None:
    home = await kaya()
    token = (await device_login.log_in(home.account, user_agent="Phone")).token
    for _ in range(2):
        frozen_clock.to(clock.now().replace(hour=23, minute=58))
        used = await known(token)
        await device_use.note(used.id, used.last_used_at)
        frozen_clock.forward(timedelta(minutes=5))
        assert await device_use.note(used.id, (await known(token)).last_used_at) is False
        frozen_clock.forward(timedelta(minutes=5))
        used = await known(token)
        notes = [device_use.note(used.id, used.last_used_at) for _ in range(4)]
        assert sorted(await asyncio.gather(*notes)) == [False] * 3 + [True]


@rule("A10")
async def test_one_device_or_all_others_can_be_logged_out(database: str) -> None:
    home = await kaya()
    phone, tablet, laptop = [
        (await device_login.log_in(home.account, user_agent=kind)).token
        for kind in ("Phone", "Tablet", "Laptop")
    ]
    await device_end.of((await known(tablet)).id, account=home.account)
    assert await device.by_token(tablet) is None
    here = await known(phone)
    await device_end.of_others(home.account, than=here.id)
    assert await device.by_token(laptop) is None
    assert [each.id for each in await device.active(home.account)] == [here.id]


@rule("A10")
async def test_nobody_logs_out_the_device_of_others(database: str) -> None:
    home, dora = await kaya(), await proven("dora@lernfaden.example")
    token = (await device_login.log_in(home.account, user_agent="Phone")).token
    phone = await known(token)
    await device_end.of(phone.id, account=dora.id)
    await device_end.of_others(dora.id, than=None)
    with pytest.raises(NotFound):
        await device.by_id(phone.id, account=dora.id)
    await known(token)


@rule("A10")
async def test_two_choices_at_once_leave_one_token(database: str) -> None:
    home = await kaya()
    phone = await known((await device_login.log_in(home.account, user_agent="Phone")).token)
    tokens = await asyncio.gather(
        *(
            device.choose_profile(phone.id, person.id, account=home.account)
            for person in (home.nadia, home.mila, home.tom)
        )
    )
    valid = [token for token in tokens if await device.by_token(token) is not None]
    assert len(valid) == 1
