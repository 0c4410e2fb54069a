"""Growing delays, for each address and for each network."""

import asyncio
from datetime import timedelta

import pytest

from domain.accounts import throttle
from domain.errors import Throttled
from tests.conftest import FrozenClock
from tests.rules import rule

pytestmark = rule("A6")


async def tried(address: str, network: str, method: str = "password") -> int:
    """One wrong try; returns the seconds it was put off, 0 if it was let through."""
    try:
        await throttle.admit(method, address, network)
    except Throttled as refused:
        return refused.retry_after_seconds
    await throttle.failed(method, network)
    return 0


async def test_the_first_tries_are_free(frozen_clock: FrozenClock) -> None:
    assert [await tried("nadia", "192.0.2.1") for _ in range(6)] == [0] * 5 + [5]


async def test_delays_double_up_to_a_quarter_of_an_hour(frozen_clock: FrozenClock) -> None:
    waits = []
    for turn in range(25):
        frozen_clock.forward(timedelta(seconds=11))
        wait = await tried("nadia", f"192.0.2.{turn}")
        if wait:
            waits.append(wait)
            frozen_clock.forward(timedelta(seconds=wait))
            assert await tried("nadia", f"198.51.100.{turn}") == 0
    assert waits[-1] > 10 * 60
    assert waits == sorted(waits)
    assert max(waits) <= 15 * 60


async def test_each_way_to_log_in_counts_for_itself(frozen_clock: FrozenClock) -> None:
    for _ in range(6):
        await tried("nadia", "192.0.2.1")
    assert await tried("nadia", "192.0.2.1", "login_email") == 0


async def test_one_network_that_tries_many_addresses_is_slowed(frozen_clock: FrozenClock) -> None:
    waits = [await tried(f"person {turn}", "192.0.2.1") for turn in range(27)]
    assert waits[:25] == [0] * 25
    assert waits[25] > 0
    assert await tried("person 100", "192.0.2.2") == 0


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
    ],
)
async def test_a_household_is_one_network(
    frozen_clock: FrozenClock, one: str, other: str, is_same: bool
) -> None:
    for turn in range(25):
        await tried(f"person {turn}", one)
    assert (await tried("somebody", other) > 0) is is_same


async def test_right_passwords_cost_a_school_nothing(frozen_clock: FrozenClock) -> None:
    for turn in range(100):
        frozen_clock.forward(timedelta(seconds=1))
        await throttle.admit("password", f"person {turn}", "192.0.2.1")
        await throttle.passed("password", f"person {turn}")


async def test_a_hundred_guesses_at_once_are_not_a_hundred(frozen_clock: FrozenClock) -> None:
    waits = await asyncio.gather(*(tried("nadia", f"192.0.2.{turn}") for turn in range(100)))
    assert waits.count(0) == 5


async def test_a_flood_from_one_network_is_stopped_at_its_start(frozen_clock: FrozenClock) -> None:
    for turn in range(throttle.BURST_MOST):
        await throttle.admit("password", f"person {turn}", "192.0.2.1")
    with pytest.raises(Throttled):
        await throttle.admit("password", "one more", "192.0.2.1")


async def test_after_six_hours_all_is_forgotten(frozen_clock: FrozenClock) -> None:
    for _ in range(6):
        await tried("nadia", "192.0.2.1")
    frozen_clock.forward(timedelta(hours=6))
    assert [await tried("nadia", "192.0.2.1") for _ in range(5)] == [0] * 5
