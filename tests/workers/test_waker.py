"""The waker goes on whatever happens to it, and says so once."""

import logging

import pytest

from tests.waiting import eventually
from workers import waker
from workers.waker import Waker


@pytest.mark.parametrize("error", [RuntimeError("away"), SystemExit(1), KeyboardInterrupt()])
def test_whatever_it_meets_it_wakes_again_and_says_so_once(
    error: BaseException, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Of an exit a thread would end without a word."""
    monkeypatch.setattr(waker, "TICK_SECONDS", 0.001)
    sent: list[int] = []

    def send() -> None:
        sent.append(1)
        if len(sent) < 5:
            raise error

    with caplog.at_level(logging.WARNING):
        made = Waker(send)
        made.tick(0.001)
        eventually(lambda: len(sent) >= 8)
        made.end()
    assert [each.message for each in caplog.records] == [
        f"the workers cannot be woken: {type(error).__name__}"
    ]
