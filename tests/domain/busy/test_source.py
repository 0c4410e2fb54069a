"""An address from which busy times are read leads out, not in."""

from dataclasses import replace

import pytest

from domain import settings
from domain.busy import source
from domain.errors import Invalid
from tests.rules import rule


@rule("S6")
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" https://calendar.example/a/b.ics ", "https://calendar.example/a/b.ics"),
        ("webcal://calendar.example/b.ics?x=1", "https://calendar.example/b.ics?x=1"),
        ("WEBCALS://calendar.example/b.ics", "https://calendar.example/b.ics"),
        ("https://calendar.example:443/b", "https://calendar.example:443/b"),
        ("https://142.250.74.42/b", "https://142.250.74.42/b"),
    ],
)
def test_what_calendars_name_is_taken(typed: str, kept: str) -> None:
    assert source.checked(typed) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "no_calendar_address"),
        ("calendar.example/b.ics", "no_calendar_address"),
        ("http://calendar.example/b.ics", "no_calendar_address"),
        ("ftp://calendar.example/b.ics", "no_calendar_address"),
        ("file:///etc/passwd", "no_calendar_address"),
        ("https://calendar.example:8443/b.ics", "no_calendar_address"),
        ("https://calendar.example:0/b.ics", "no_calendar_address"),
        ("https://calendar.example:99999/b.ics", "no_calendar_address"),
        ("https://me:secret@calendar.example/b.ics", "no_calendar_address"),
        ("https://[::1]/b.ics", "no_calendar_address"),
        ("https://[::1/b.ics", "no_calendar_address"),
        ("https://127.0.0.1/b.ics", "no_calendar_address"),
        ("https://10.0.0.1/b.ics", "no_calendar_address"),
        ("https://169.254.169.254/latest", "no_calendar_address"),
        ("https://[::ffff:10.0.0.1]/b.ics", "no_calendar_address"),
        ("https://calendar.example/b c.ics", "no_link"),
        ("https://kalender.example/ü.ics", "no_link"),
        ("https://calendar.example/" + "x" * 2000, "too_long"),
        ("http://localhost:8000/calendar/abc.ics", "own_calendar"),
    ],
)
def test_nothing_else_is(typed: str, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        source.checked(typed)
    assert (refusal.value.field, refusal.value.code) == ("address", code)


def test_an_origin_that_the_operator_named_is_taken_and_no_other_of_its_host() -> None:
    named = ("https://cloud.internal:8443", "http://127.0.0.1:8096")
    settings.use(replace(settings.current(), calendar_services=named))
    for address in ("https://cloud.internal:8443/b.ics", "http://127.0.0.1:8096/b.ics"):
        assert source.checked(address) == address
    for address in ("http://127.0.0.1:8097/b.ics", "https://127.0.0.1/b.ics"):
        assert not source.may_be_read(address)
    assert not source.is_trusted("https://cloud.internal/b.ics")
