"""An outage is said when it begins, once a minute while it lasts, and when it is over."""

import logging

import pytest

from domain import outage
from domain.outage import Outage

LOG = logging.getLogger("lernfaden.tests")


def test_it_is_said_once_however_many_meet_it(caplog: pytest.LogCaptureFixture) -> None:
    away = Outage("the sea is away", LOG)
    for number in range(1000):
        away.met(OSError(f"low\ntide {number}"))
    assert [each.message for each in caplog.records] == ["the sea is away: low tide 0"]


def test_while_it_lasts_it_is_counted(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outage, "SAID_EVERY_SECONDS", 0.0)
    away = Outage("the sea is away", LOG)
    for _ in range(3):
        away.met(TimeoutError())
    assert caplog.records[-1].message.endswith("met 3 times: TimeoutError")


def test_its_end_is_said_once_and_the_next_is_a_new_one(
    caplog: pytest.LogCaptureFixture,
) -> None:
    away = Outage("the sea is away", LOG)
    away.over()
    assert caplog.records == []
    for _ in range(2):
        away.met("ebb")
        away.met("ebb")
        away.over()
        away.over()
    assert [each.message for each in caplog.records] == [
        "the sea is away: ebb",
        "over: the sea is away, for 0 s, met 2 times",
    ] * 2


def test_what_still_answers_in_its_first_moment_is_no_end(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 100.0
    monkeypatch.setattr(outage, "monotonic", lambda: now)
    away = Outage("the sea is away", LOG, least_seconds=1.0)
    away.met("ebb")
    now = 100.5
    away.over()
    away.met("ebb")
    now = 101.0
    away.over()
    assert [each.message for each in caplog.records] == [
        "the sea is away: ebb",
        "over: the sea is away, for 1 s, met 2 times",
    ]
