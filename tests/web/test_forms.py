"""What is typed is read once: every fault at its field, nothing lost, nothing dangerous kept."""

from datetime import UTC, date, datetime, time
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from domain.errors import Invalid
from tests.rules import rule
from tests.web.login.people import Open
from web.forms import Form

BERLIN = ZoneInfo("Europe/Berlin")


def form(**typed: str) -> Form:
    """A German form with these fields."""
    return Form({name: [value] for name, value in typed.items()}, "de")


def test_every_fault_is_named_at_once() -> None:
    sent = form(name=" ", minutes="many", on="31.12.2026", at="25:00", service="x")
    assert sent.text("name") == ""
    assert sent.integer("minutes") is None
    assert sent.date("on") is None
    assert sent.time("at") is None
    assert sent.uuid("service") is None
    assert set(sent.errors) == {"name", "minutes", "on", "at", "service"}
    assert sent.error("name") == "Das fehlt noch."
    assert sent.value("minutes") == "many"
    assert not sent.is_valid


def test_what_native_inputs_send_is_read() -> None:
    key = uuid4()
    sent = form(name="  Nadia   Kaya ", n="45", on="2026-11-24", at="16:00", key=str(key))
    assert sent.text("name") == "Nadia Kaya"
    assert sent.integer("n") == 45
    assert sent.date("on") == date(2026, 11, 24)
    assert sent.time("at") == time(16)
    assert sent.uuid("key") == sent.key() == key
    assert sent.is_valid


def test_a_line_break_in_a_paragraph_stays_and_one_in_a_line_does_not() -> None:
    assert form(a="one\ntwo").paragraph("a") == "one\ntwo"
    assert form(a="one\ntwo").text("a") == "one two"


def test_what_is_left_out_is_none_where_it_may_be() -> None:
    sent = form(n="")
    assert sent.integer("n", required=False) is None
    assert sent.date("on", required=False) is None
    assert sent.text("name", required=False) == ""
    assert sent.is_valid


@pytest.mark.parametrize("typed", ["1e3", "1_000", "٣", "1.5", "9" * 5000, "--1", "+1", "0x10"])
def test_only_plain_digits_are_a_number(typed: str) -> None:
    sent = form(n=typed)
    assert sent.integer("n") is None
    assert sent.error("n") == "Bitte eine Zahl eingeben."


def test_limits_say_which_they_are() -> None:
    sent = form(n="500", name="x" * 201)
    sent.integer("n", least=5, most=480)
    sent.text("name")
    assert sent.error("n") == "Höchstens 480."
    assert sent.error("name") == "Das ist zu lang: höchstens 200 Zeichen."


def test_a_fault_that_the_domain_finds_stands_at_its_field() -> None:
    sent = form(pin="123456")
    sent.refuse_because(Invalid("pin", "wrong", left=4))
    assert sent.error("pin") == "Die PIN stimmt nicht. Noch 4 Versuche."
    sent.refuse_because(Invalid("other", "a_reason_that_nobody_knows"))
    assert sent.error("other") == "Bitte die Eingaben prüfen."


@rule("S7")
@pytest.mark.parametrize(
    ("on", "at", "moment"),
    [
        ("2026-11-24", "16:00", datetime(2026, 11, 24, 15, tzinfo=UTC)),
        # Does not exist: moves forward by the gap. Exists twice: is the first.
        ("2027-03-28", "02:30", datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
        ("2026-10-25", "02:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
)
def test_date_and_time_are_one_moment_in_the_zone(on: str, at: str, moment: datetime) -> None:
    assert form(on=on, at=at).moment("on", "at", BERLIN) == moment


def test_a_moment_beyond_the_calendar_is_no_date() -> None:
    sent = form(on="0001-01-01", at="00:00")
    assert sent.moment("on", "at", BERLIN) is None
    assert sent.error("on") == "Bitte ein Datum eingeben."


def test_a_form_without_its_key_gets_a_new_one() -> None:
    assert isinstance(form().key(), UUID)
    assert form(key="'; DROP TABLE").key() != form().key()


@pytest.mark.parametrize("typed", ["20261124", "2026-W48-2", "٢٠٢٦-١١-٢٤", "2026-02-30"])
def test_only_what_a_native_input_sends_is_a_date(typed: str) -> None:
    sent = form(on=typed)
    assert sent.date("on") is None
    assert sent.error("on") == "Bitte ein Datum eingeben."


@pytest.mark.parametrize(
    "typed", ["16", "1600", "T16:00", "16:00:01", "16:00:00.5", "16:00Z", "16:00+01:00", "24:00"]
)
def test_only_what_a_native_input_sends_is_a_time(typed: str) -> None:
    sent = form(at=typed)
    assert sent.time("at") is None
    assert sent.error("at") == "Bitte eine Uhrzeit eingeben."


@pytest.mark.parametrize("kind", ["", "text/plain", "application/json", "multipart/form-data"])
async def test_a_form_is_read_only_as_ours_send_it(database: str, browser: Open, kind: str) -> None:
    """Others are what a foreign page could send without a question to us."""
    client = browser(follow_redirects=False)
    for sent_as, status in ((kind, 415), ("application/x-www-form-urlencoded; charset=a", 422)):
        headers = {"content-type": sent_as}
        answer = await client.post("/login", content=b"email=nadia", headers=headers)
        assert answer.status_code == status


async def test_a_form_has_at_most_200_fields(database: str, browser: Open) -> None:
    client = browser(follow_redirects=False)
    for count, status in ((200, 422), (201, 400)):
        typed = {f"field{number}": "" for number in range(count)}
        assert (await client.post("/login", data=typed)).status_code == status


def test_a_time_with_whole_seconds_is_one() -> None:
    assert form(at="16:30:00").time("at") == time(16, 30)
