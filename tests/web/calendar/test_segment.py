"""What lies on a day, and side by side."""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from web.pages.calendar import segment
from web.words import zones

DAY = date(2026, 11, 25)


class Lying(NamedTuple):
    starts_at: datetime
    ends_at: datetime


def lying(hour: int, minute: int, length: int) -> Lying:
    """On DAY in Berlin."""
    start = datetime(2026, 11, 25, hour, minute, tzinfo=zones.named("Europe/Berlin"))
    return Lying(start.astimezone(UTC), start.astimezone(UTC) + timedelta(minutes=length))


def places(*rows: Lying, day: date = DAY) -> list[tuple[int, ...]]:
    """Shape: hour, minute, hours, minutes, and lane and lanes where there are several."""
    with zones.reading_in("Europe/Berlin"):
        return [
            tuple(map(int, filter(None, each.place))) for _, each in segment.of_days(rows, [day])[0]
        ]


def test_a_session_lies_at_its_hour_for_as_long_as_it_takes() -> None:
    assert places(lying(15, 30, 45)) == [(15, 30, 0, 45)]
    assert places(lying(9, 0, 12 * 60)) == [(9, 0, 12, 0)]
    assert places(lying(15, 32, 5)) == [(15, 30, 0, 20)]


def test_what_goes_on_over_midnight_lies_on_both_days() -> None:
    late = lying(23, 40, 45)
    assert places(late) == [(23, 40, 0, 20)]
    assert places(late, day=DAY + timedelta(days=1)) == [(0, 0, 0, 25)]
    assert places(lying(23, 0, 60), day=DAY + timedelta(days=1)) == []
    assert places(lying(23, 58, 30)) == [(23, 45, 0, 15)]


def test_what_overlaps_lies_side_by_side_and_what_follows_has_the_whole_width() -> None:
    assert places(lying(15, 0, 60), lying(15, 30, 60), lying(16, 0, 60), lying(17, 0, 60)) == [
        (15, 0, 1, 0, 0, 2),
        (15, 30, 1, 0, 1, 2),
        (16, 0, 1, 0, 0, 2),
        (17, 0, 1, 0),
    ]


def test_more_at_once_than_there_are_lanes_share_the_last_one() -> None:
    six = places(*(lying(15, minute, 60) for minute in range(6)))
    assert [(lane, lanes) for *_, lane, lanes in six] == [(0, 4), (1, 4), (2, 4), *[(3, 4)] * 3]


def test_an_hour_that_the_clock_repeats_is_no_session_that_ends_before_it_begins() -> None:
    start = datetime(2026, 10, 25, 0, 45, tzinfo=UTC)
    twice = Lying(start, start + timedelta(minutes=30))
    assert places(twice, day=date(2026, 10, 25)) == [(2, 45, 0, 15)]
