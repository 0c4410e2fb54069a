"""Accounts and their addresses."""

from datetime import timedelta

import pytest

from domain.accounts import account
from domain.errors import Invalid
from tests.conftest import FrozenClock
from tests.domain.accounts.people import NADIA, proven
from tests.rules import rule


@pytest.mark.parametrize(
    "typed", ["Nadia@Lernfaden.EXAMPLE", " nadia@lernfaden.example ", "NADIA@lernfaden.example"]
)
def test_one_address_is_spelled_one_way(typed: str) -> None:
    assert account.normalised(typed) == NADIA


@pytest.mark.parametrize(
    "typed", ["", "nadia", "nadia@", "@x.de", "a b@x.de", "a@x", "a@b.de\nBcc:"]
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        account.normalised(typed)
    assert (refused.value.field, refused.value.code) == ("email", "not_an_email")


@rule("A3", "B2")
async def test_registering_says_nothing_of_who_has_the_address(database: str) -> None:
    owner = await proven(NADIA)
    newcomer = await account.register(NADIA)
    assert newcomer.id != owner.id
    assert not newcomer.is_proven


async def test_a_mail_to_an_address_lets_its_proven_owner_in(database: str) -> None:
    owner = await proven(NADIA)
    for _ in range(25):
        await account.register(NADIA)
    found = await account.owner_of(NADIA)
    assert found is not None
    assert found.id == owner.id


async def test_of_several_unproven_ones_it_is_the_newest(
    database: str, frozen_clock: FrozenClock
) -> None:
    await account.register(NADIA)
    frozen_clock.forward(timedelta(seconds=1))
    newest = await account.register(NADIA)
    found = await account.owner_of(NADIA)
    assert found is not None
    assert found.id == newest.id
    assert await account.owner_of("nobody@lernfaden.example") is None
