"""A source is asked for its calendar, and gets neither our time nor our network for it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from domain import settings
from domain.busy import fetching
from domain.busy.fault import Fault, Unread
from domain.busy.fetching import Fetched
from domain.busy.mark import Mark
from tests import calendar_service
from tests.calendar_service import PATH, CalendarService
from tests.rules import rule

NEW = Mark()


@pytest.fixture
def service(default_settings: settings.Settings) -> Iterator[CalendarService]:
    with calendar_service.running() as running:
        settings.use(replace(default_settings, calendar_services=(running.origin,)))
        yield running


async def fault_of(address: str) -> Fault:
    with pytest.raises(Unread) as unread:
        await fetching.fetch(address, NEW)
    assert "127.0.0.1" not in str(unread.value) and unread.value.__cause__ is None
    return unread.value.fault


@rule("S6")
async def test_a_version_that_is_known_is_not_sent_again(service: CalendarService) -> None:
    service.body = b"calendar"
    service.headers = {"ETag": '"1"', "Last-Modified": "Mon, 23 Nov 2026 10:00:00 GMT"}
    first = await fetching.fetch(service.address, NEW)
    assert first == Fetched(b"calendar", Mark('"1"', "Mon, 23 Nov 2026 10:00:00 GMT"))
    assert await fetching.fetch(service.address, first.mark) == Fetched(None, first.mark)
    assert service.asked[-1]["if-modified-since"] == first.mark.last_modified
    for odd in ('"2"' * 200, '"ü"', '"\t"'):
        service.headers = {"ETag": odd}
        assert (await fetching.fetch(service.address, first.mark)).mark == NEW


async def test_an_answer_says_nothing_of_ours(service: CalendarService) -> None:
    await fetching.fetch(service.address, NEW)
    (asked,) = service.asked
    assert set(asked) == {"host", "accept", "accept-encoding", "user-agent"}
    assert (asked["accept-encoding"], asked["user-agent"]) == ("identity", "Lernfaden")


@rule("S6")
@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (404, Fault.GONE),
        (410, Fault.GONE),
        (401, Fault.REFUSED),
        (403, Fault.REFUSED),
        (304, Fault.REFUSED),
        (204, Fault.REFUSED),
        (429, Fault.UNREACHABLE),
        (503, Fault.UNREACHABLE),
    ],
)
async def test_each_answer_has_one_meaning(
    service: CalendarService, status: int, fault: Fault
) -> None:
    service.status = status
    assert await fault_of(service.address) == fault


async def test_a_source_that_is_slow_is_given_up(
    service: CalendarService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "TIMEOUT_SECONDS", 0.2)
    service.after = 30
    assert await fault_of(service.address) == Fault.UNREACHABLE


async def test_a_source_that_never_ends_is_cut_off(service: CalendarService) -> None:
    service.is_endless = True
    assert await fault_of(service.address) == Fault.TOO_LARGE


async def test_what_is_packed_is_not_opened(service: CalendarService) -> None:
    service.body, service.headers = b"\x1f\x8b bomb", {"Content-Encoding": "gzip"}
    assert (await fetching.fetch(service.address, NEW)).body == b"\x1f\x8b bomb"


@rule("S6")
async def test_where_it_leads_on_is_looked_at_anew(service: CalendarService) -> None:
    service.body = b"calendar"
    assert (await fetching.fetch(f"{service.origin}/moved", NEW)).body == b"calendar"
    with calendar_service.running() as inside:
        service.status = 302
        for there in (
            inside.address,
            "https://127.0.0.1/",
            "https://[::1]/",
            "http://calendar.example/",
            "file:///etc/passwd",
            "https://me@calendar.example/",
        ):
            service.headers = {"Location": there}
            assert await fault_of(service.address) == Fault.REFUSED, there
        service.headers = {"Location": "https://localhost/"}
        assert await fault_of(service.address) == Fault.UNREACHABLE
        assert inside.asked == []


async def test_a_circle_ends(service: CalendarService) -> None:
    service.status, service.headers = 302, {"Location": PATH}
    assert await fault_of(service.address) == Fault.REFUSED
    assert len(service.asked) == fetching.REDIRECTS_MOST + 1


async def test_nobody_there_is_said_without_the_address(service: CalendarService) -> None:
    settings.use(replace(settings.current(), calendar_services=("http://127.0.0.1:1",)))
    assert await fault_of("http://127.0.0.1:1/secret.ics") == Fault.UNREACHABLE
    assert await fault_of("https://localhost/secret.ics") == Fault.UNREACHABLE
    assert await fault_of("https://2130706433/secret.ics") == Fault.UNREACHABLE
