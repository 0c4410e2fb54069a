"""Templates are strict, escape everything, and say dates and amounts in the reader's words."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from tests.conftest import NOON, FrozenClock
from tests.rules import rule
from web.rendering import templates
from web.rendering.templates import dom_id, environment, icon
from web.words.formats import Formats, clock, iso, span
from web.words.languages import chosen
from web.words.translations import say, words
from web.words.zones import reading_in

TUESDAY = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
GERMAN, ENGLISH = Formats("de"), Formats("en")


class SessionNote:
    """A row with a name of two words."""

    id = UUID(int=7)


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        environment("de").from_string("{{ nobody }}").render()


def test_what_people_typed_is_escaped() -> None:
    page = environment("de").from_string("{{ name }} {{ lines(name) }}")
    assert page.render(name="<b>\nx") == "&lt;b&gt;\nx &lt;b&gt;<br>x"


def test_an_address_of_mails_breaks_at_no_hyphen_of_its_own() -> None:
    page = environment("de").from_string("{{ mail_address(address) }}")
    assert page.render(address="ada@b-c.example") == (
        'ada@<wbr><span class="whole">b-c.</span><wbr>example'
    )
    assert page.render(address="<i>-") == '<span class="whole">&lt;i&gt;-</span>'


def test_a_text_in_a_mail_is_not() -> None:
    assert "&" in templates.render(
        "mails/notification.txt",
        {"title": "A & B", "text": "", "button": "", "url": "", "settings_url": ""},
    )


def test_the_id_of_an_element_follows_from_its_row() -> None:
    assert dom_id(SessionNote(), "card") == f"session-note-{UUID(int=7)}-card"
    assert dom_id(("session", UUID(int=7))) == f"session-{UUID(int=7)}"


def test_an_icon_is_decoration() -> None:
    assert isinstance(icon("bell"), Markup)
    assert 'aria-hidden="true"' in icon("bell")
    assert "/icons/sprite.svg#bell" in icon("bell")
    assert "/icons/rare.svg#coins" in icon("coins"), "no list shows it at a first visit"
    for unknown in ("none-like-it", '"><script>'):
        with pytest.raises(KeyError):
            icon(unknown)


@rule("A12")
def test_days_and_times_are_those_where_the_reader_is() -> None:
    with reading_in("Europe/Berlin"):
        assert (GERMAN.day(TUESDAY), clock(TUESDAY)) == ("Di\xa024.\xa0Nov", "16:00")
    with reading_in("Pacific/Auckland"):
        assert (ENGLISH.day(TUESDAY), clock(TUESDAY)) == ("Wed\xa025\xa0Nov", "04:00")


@rule("A12")
def test_a_day_of_another_year_says_which(frozen_clock: FrozenClock) -> None:
    spring = datetime(2027, 3, 28, 10, 0, tzinfo=UTC)
    eve = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    with reading_in("Europe/Berlin"):
        assert GERMAN.moment(spring) == "So\xa028.\xa0Mär 2027, 12:00"
        assert ENGLISH.day(spring) == "Sun\xa028\xa0Mar 2027"
        assert GERMAN.day(eve) == "Fr\xa01.\xa0Jan 2027"
    with reading_in("America/New_York"):
        assert GERMAN.day(eve) == "Do\xa031.\xa0Dez"


@rule("A12")
def test_a_span_across_a_change_of_the_clocks_names_both() -> None:
    starts = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    ends = starts + timedelta(minutes=45)
    with reading_in("Europe/Berlin"):
        assert span(starts, ends, "de") == "02:30 MESZ–02:15 MEZ"
        assert span(starts, ends, "en") == "02:30 CEST–02:15 CET"
        assert span(ends, ends + timedelta(minutes=45), "de") == "02:15–03:00"
    assert GERMAN.day_long(date(2026, 11, 24)) == "Dienstag, 24. November 2026"
    assert iso(TUESDAY) == "2026-11-24T15:00:00Z"


def test_near_days_have_names(frozen_clock: FrozenClock) -> None:
    days = [GERMAN.day_heading(NOON + timedelta(days=n)) for n in (-1, 0, 1, 2)]
    assert days == [
        "Gestern · So\xa022.\xa0Nov",
        "Heute · Mo\xa023.\xa0Nov",
        "Morgen · Di\xa024.\xa0Nov",
        "Mi\xa025.\xa0Nov",
    ]


def test_what_is_left_is_told_as_in_the_browser(frozen_clock: FrozenClock) -> None:
    def left(**length: int) -> str:
        return GERMAN.until(NOON + timedelta(**length))

    assert left(hours=4, minutes=12, seconds=59) == "4 Std. 12 Min."
    assert left(days=3, hours=4, minutes=5) == "3 Tage"
    assert left(days=1, hours=6, minutes=5) == "30 Std. 5 Min."
    assert left(hours=2) == "2 Std."
    assert left(seconds=30) == left(hours=-5) == "1 Min."


def test_how_far_away_is_told_as_people_count(frozen_clock: FrozenClock) -> None:
    def away(**length: int) -> str:
        return GERMAN.relative(NOON + timedelta(**length))

    assert away(minutes=8) == "in 8 Minuten"
    assert away(minutes=7, seconds=1) == "in 8 Minuten"
    assert away(hours=5) == "in 5 Stunden"
    assert away(hours=36) == "in 2 Tagen"
    assert away(days=-2) == "vor 2 Tagen"
    assert ENGLISH.relative(NOON + timedelta(days=3)) == "in 3 days"


def test_numbers_have_the_right_form() -> None:
    assert [GERMAN.credits(n) for n in (0, 1, 2)] == ["0 Credits", "1 Credit", "2 Credits"]
    assert GERMAN.listed(["Mila", "Tom", "Ada"]) == "Mila, Tom und Ada"


def test_fixed_texts_are_evaluated_once_and_the_others_each_time() -> None:
    page = environment("de").from_string(
        '{{ _("Zurück") }} {{ _("%(a)s!", a=name) }} {{ icon(n) }}'
    )
    assert page.render(name="<i>", n="bell") == f"Zurück &lt;i&gt;! {icon('bell')}"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "de"),
        ("de-DE,de;q=0.9,en;q=0.8", "de"),
        ("en-GB", "en"),
        ("fr-FR,en;q=0.3,de;q=0.7", "de"),
        ("fr,en;q=0.3", "en"),
        ("nonsense;q=x,,;", "de"),
    ],
)
def test_the_browser_names_the_language_until_a_profile_does(header: str, language: str) -> None:
    assert chosen(header) == language


def test_german_is_the_source_and_english_the_catalogue() -> None:
    assert say("de", "Heute") == "Heute"
    assert words("en") is words("en")
