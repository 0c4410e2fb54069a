"""The waker goes on whatever happens to it, and says so once."""

import logging

import pytest

from domain import breaker
from tests.waiting import eventually
from workers import waker
from workers.waker import Waker


@pytest.mark.parametrize("error", [RuntimeError("away"), SystemExit(1), KeyboardInterrupt()])
def test_whatever_it_meets_it_wakes_again_and_says_so_once(
    error: BaseException, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Of an exit a thread would end without a word."""
    monkeypatch.setattr(waker, "TICK_SECONDS", 0.001)
    monkeypatch.setattr(breaker, "REST_SECONDS", 0.0)
    sent, looked = list[int](), list[int]()

    def send() -> None:
        sent.append(1)
        if len(sent) < 5:
            raise error

    with caplog.at_level(logging.WARNING):
        made = Waker(send, lambda: looked.append(1))
        made.tick(0.001)
        eventually(lambda: len(sent) >= 8)
        made.end()
    assert len(looked) == 4
    said = [each.message for each in caplog.records]
    assert len(said) == 2
    assert said[0].startswith("the workers cannot be woken")
    assert said[1].startswith("over: ")
