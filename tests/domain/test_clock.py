"""The clock that everything asks."""

from datetime import UTC, datetime, timedelta

import pytest

from domain import clock
from tests.conftest import NOON, FrozenClock


def test_now_is_aware_and_in_utc() -> None:
    assert clock.now().tzinfo is UTC
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_a_frozen_clock_moves_by_hand(frozen_clock: FrozenClock) -> None:
    assert clock.now() == NOON
    frozen_clock.forward(timedelta(minutes=15))
    assert clock.now() == NOON + timedelta(minutes=15)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        clock.freeze(datetime(2026, 11, 23))  # noqa: DTZ001
