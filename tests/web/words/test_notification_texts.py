"""Every event that is told has words: who, what and when, for whoever reads them."""

from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

import pytest

from domain.notifications.kinds import KINDS
from tests.conftest import NOON, FrozenClock
from tests.rules import rule
from web.words import notification_texts
from web.words.notification_texts import AREAS, Words

TOLD = sorted({kind for kind, is_ in KINDS.items() if is_.told} | {"session.reminded"})
"""Reminders are told to the one who asked for them."""

SESSION = UUID(int=1)
FACTS = {
    "service": "Mathe",
    "learner": "Mila",
    "who": "Jonas Weber",
    "words": "Hallo!",
    "whose": "Jonas Weber",
    "educator": "Jonas Weber",
    "provider": "Jonas Weber",
    "family": "Kaya",
    "asker": "Nadia Kaya",
    "starts_at": "2026-11-24T15:00:00+00:00",
    "ends_at": "2026-11-24T15:45:00+00:00",
    "credits": 1,
    "group": str(UUID(int=4)),
    "missing": 2,
    "call_off_at": "2026-11-23T15:00:00+00:00",
    "until": "2026-11-23T15:00:00+00:00",
    "is_kept": True,
}


class Told(NamedTuple):
    """A notification as the domain hands it out."""

    kind: str
    session: UUID | None = SESSION
    facts_count: int = 1
    particulars: dict[str, Any] = FACTS
    why: str = ""
    family: UUID | None = UUID(int=2)
    provider: UUID | None = UUID(int=3)
    state: str | None = "pending"


def words(told: Told, reader: str = "guardian", language: str = "de") -> Words:
    found = notification_texts.of(told, reader, language, "Europe/Berlin")
    return found._replace(text=found.text.replace("\xa0", " "))


def test_every_event_that_is_told_has_words() -> None:
    assert sorted(kind for area in AREAS.values() for kind in area.TEXTS) == TOLD


@pytest.mark.parametrize("kind", TOLD)
@pytest.mark.parametrize("reader", ["guardian", "child", "educator", "manager", "supporter"])
def test_no_words_are_left_open(kind: str, reader: str) -> None:
    for language in ("de", "en"):
        session = SESSION if kind.startswith("session") else None
        told = words(Told(kind, session, why="Darum"), reader, language)
        assert told.title
        assert "%(" not in told.title + told.text
        assert told.address.startswith("/")


def test_a_proposal_says_what_with_whom_when_and_for_whom() -> None:
    told = words(Told("session.proposed"))
    assert told.title == "Vorschlag: Mathe mit Jonas Weber"
    assert told.text == "Di 24. Nov · 16:00–16:45 · für Mila"
    assert told.address == f"/sessions/{SESSION}"


def test_an_educator_reads_the_childs_name() -> None:
    told = words(Told("session.confirmed"), "educator")
    assert told.title == "Bestätigt: Mathe mit Mila"
    assert told.text == "Di 24. Nov · 16:00–16:45"


def test_times_are_those_where_the_reader_is() -> None:
    told = notification_texts.of(Told("session.confirmed"), "child", "en", "Asia/Tokyo")
    assert told.text == "Wed\xa025\xa0Nov · 00:00–00:45"


@pytest.mark.parametrize(
    ("is_free", "sentence"), [(True, "Kein Credit verfällt."), (False, "Der Credit ist verfallen.")]
)
def test_a_cancellation_says_what_it_cost(is_free: bool, sentence: str) -> None:
    told = Told("session.cancelled", particulars={**FACTS, "is_free": is_free})
    for reader in ("guardian", "educator", "manager"):
        assert words(told, reader).text.splitlines()[1] == sentence
    assert "Credit" not in words(told, "child").text


@rule("S11")
def test_a_missed_session_says_that_its_credit_lapsed() -> None:
    told = Told("session.missed", state="missed")
    assert "Der Credit ist verfallen." in words(told).text
    assert "Credit" not in words(told, "child").text
    assert "Credit" not in words(told._replace(particulars={**FACTS, "credits": 0})).text


def test_a_reason_is_quoted() -> None:
    assert words(Told("session.declined", why="Zahnarzt")).text.splitlines()[-1] == "„Zahnarzt“"


def test_a_reminder_says_until_when_cancelling_is_free_and_a_late_one_that_it_begins(
    frozen_clock: FrozenClock,
) -> None:
    early = {**FACTS, "minutes": 1560, "free_until": "2026-11-23T15:00:00+00:00"}
    told = words(Told("session.reminded", particulars=early))
    assert told.text.endswith("Kostenfrei absagen bis Mo 23. Nov, 16:00.")
    late = words(Told("session.reminded", particulars={**FACTS, "minutes": 10}), "child")
    assert late.title == "Gleich geht es los: Mathe mit Jonas Weber"


@rule("N1")
def test_news_of_several_sessions_say_how_many_and_from_when() -> None:
    told = words(Told("session.confirmed", facts_count=12))
    assert told.title == "Bestätigt: 12 × Mathe mit Jonas Weber"
    assert told.text == "ab Di 24. Nov · 16:00–16:45 · für Mila"
    english = words(Told("session.confirmed", facts_count=12), "educator", "en")
    assert english.title == "Confirmed: 12 × Mathe with Mila"
    assert english.text == "from Tue 24 Nov · 16:00–16:45"


@rule("S8")
def test_a_proposal_says_until_when_it_is_free_and_when_that_is_over(
    frozen_clock: FrozenClock,
) -> None:
    told = Told("session.proposed", particulars={**FACTS, "free_until": NOON.isoformat()})
    frozen_clock.forward(timedelta(seconds=-1))
    assert words(told).text.splitlines()[1] == "Kostenfrei absagen bis Mo 23. Nov, 12:00."
    frozen_clock.to(NOON)
    over = Told("session.reminded", particulars=told.particulars)
    assert "Kostenfrei" not in words(over).text
    free = Told("session.proposed", particulars={**told.particulars, "credits": 0})
    assert len(words(free).text.splitlines()) == 1
    assert len(words(told._replace(state="confirmed")).text.splitlines()) == 1
    binding = "Ab jetzt verbindlich: kostenfrei absagen geht nicht mehr."
    assert words(told).text.splitlines()[1] == binding


@rule("S13")
@pytest.mark.parametrize(
    ("place", "detail", "reader", "where"),
    [
        ("online", "https://room.example/1", "guardian", "für Mila · online"),
        ("at_family", "", "child", "16:45 · bei dir zu Hause"),
        ("at_provider", "Hauptstraße 1", "guardian", "für Mila · bei Jonas Weber, Hauptstraße 1"),
        ("at_family", "", "educator", "16:45 · bei der Familie"),
    ],
)
def test_it_says_where_but_not_the_link_to_the_room(
    place: str, detail: str, reader: str, where: str
) -> None:
    particulars = {**FACTS, "place": place, "place_detail": detail}
    told = words(Told("session.confirmed", particulars=particulars), reader)
    assert told.text.endswith(where)


@rule("S8")
def test_a_confirmation_says_until_when_cancelling_is_free(frozen_clock: FrozenClock) -> None:
    particulars = {**FACTS, "free_until": "2026-11-23T15:00:00+00:00"}
    told = Told("session.confirmed", particulars=particulars, state="confirmed")
    assert words(told).text.endswith("Kostenfrei absagen bis Mo 23. Nov, 16:00.")


@rule("S11")
def test_an_objection_that_was_not_followed_says_so_with_the_reason() -> None:
    told = words(Told("session.upheld", why="Ich habe 20 Minuten gewartet."))
    assert told.title == "Bleibt verpasst: Mathe mit Jonas Weber"
    assert told.text.splitlines()[-1] == "„Ich habe 20 Minuten gewartet.“"


@rule("K6")
def test_whoever_teaches_reads_which_family_asks_for_credits() -> None:
    told = words(Told("credits.asked", session=None), "manager")
    assert told.title == "Familie Kaya bittet um Credits"
    assert told.address == f"/families/{UUID(int=2)}"


@rule("S7", "N1")
def test_news_of_a_series_lead_to_it_and_say_how_many_of_how_many_were_picked(
    frozen_clock: FrozenClock,
) -> None:
    series = {**FACTS, "series": str(UUID(int=7)), "free_until": "2026-11-23T15:00:00+00:00"}
    proposed = words(Told("session.proposed", facts_count=10, particulars=series))
    assert proposed.title == "Vorschlag: 10 × Mathe mit Jonas Weber"
    assert proposed.address == f"/series/{UUID(int=7)}"
    # Each of its dates has a limit of its own.
    free = "Jeden Termin könnt ihr bis 24 Stunden vorher kostenfrei absagen."
    assert proposed.text.splitlines()[1] == free
    frozen_clock.to(NOON + timedelta(hours=5))
    late = words(Told("session.proposed", facts_count=10, particulars=series))
    assert late.text.splitlines()[1] == f"{free} Was eher beginnt, ist gleich verbindlich."
    picked = {**series, "asked_count": 10}
    told = words(Told("session.confirmed", facts_count=7, particulars=picked), "educator")
    assert told.title == "Bestätigt: 7 von 10 × Mathe mit Mila"
    one = words(Told("session.confirmed", particulars=picked), "educator", "en")
    assert one.title == "Confirmed: 1 of 10 × Mathe with Mila"
    assert one.address == f"/sessions/{SESSION}"


@rule("S7", "S8")
@pytest.mark.parametrize(
    ("lost", "sentence"),
    [
        (0, "Kein Credit verfällt."),
        (1, "1 Credit ist verfallen."),
        (2, "2 Credits sind verfallen."),
    ],
)
def test_cancelling_a_part_of_a_series_says_what_all_of_it_cost(lost: int, sentence: str) -> None:
    facts = {**FACTS, "is_free": False, "lost_together": lost}
    told = Told("session.cancelled", facts_count=5, particulars=facts)
    for reader in ("guardian", "educator"):
        assert words(told, reader).text.splitlines()[1] == sentence
    assert "Credit" not in words(told, "child").text


@pytest.mark.parametrize(
    ("state", "kept", "said"),
    [
        ("pending", True, "Bis Mo 23. Nov, 20:00 gehört sie euch. Danach fragen wir die nächste"),
        ("pending", False, "Alle, die warten, wissen davon. Wer zuerst nimmt, bekommt die Zeit."),
        ("declined", True, "Das Angebot gilt nicht mehr."),
        ("confirmed", True, ""),
    ],
)
def test_an_earlier_time_says_how_long_it_is_to_be_had(state: str, kept: bool, said: str) -> None:
    facts = FACTS | ({"kept_until": "2026-11-23T19:00:00+00:00"} if kept else {})
    told = words(Told("session.sooner_free", particulars=facts, state=state))
    assert told.title == "Früher frei: Mathe mit Jonas Weber"
    assert said in told.text
    offers = ("gehört sie euch", "wissen davon", "gilt nicht mehr")
    assert [each for each in offers if each in told.text] == [
        each for each in offers if each in said
    ]
