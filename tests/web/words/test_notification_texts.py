"""Every event that is told has words: who, what and when, for whoever reads them."""

from typing import Any, NamedTuple
from uuid import UUID

import pytest

from domain.notifications.recipients import TOLD
from web.words import notification_texts
from web.words.notification_texts import TITLES, Words

SESSION = UUID(int=1)
FACTS = {
    "service": "Mathe",
    "child": "Mila",
    "educator": "Jonas Weber",
    "provider": "Jonas Weber",
    "family": "Familie Kaya",
    "starts_at": "2026-11-24T15:00:00+00:00",
    "ends_at": "2026-11-24T15:45:00+00:00",
    "credits": 1,
}


class Told(NamedTuple):
    """A notification as the domain hands it out."""

    kind: str
    session: UUID | None = SESSION
    particulars: dict[str, Any] = FACTS
    why: str = ""
    family: UUID | None = UUID(int=2)
    provider: UUID | None = UUID(int=3)


def words(told: Told, reader: str = "guardian", language: str = "de") -> Words:
    return notification_texts.of(told, reader, language, "Europe/Berlin")


def test_every_event_that_is_told_has_words() -> None:
    assert set(TOLD) | {"session.reminded"} == set(TITLES)


@pytest.mark.parametrize("kind", sorted(TITLES))
@pytest.mark.parametrize("reader", ["guardian", "child", "educator"])
def test_no_words_are_left_open(kind: str, reader: str) -> None:
    for language in ("de", "en"):
        told = words(Told(kind, SESSION if kind.startswith("session") else None), reader, language)
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
    assert told.text == "Wed 25 Nov · 00:00–00:45"


@pytest.mark.parametrize(
    ("is_free", "sentence"), [(True, "Kein Credit verfällt."), (False, "Der Credit ist verfallen.")]
)
def test_a_cancellation_says_what_it_cost(is_free: bool, sentence: str) -> None:
    told = words(Told("session.cancelled", particulars={**FACTS, "is_free": is_free}))
    assert told.text.splitlines()[1] == sentence


def test_a_reason_is_quoted() -> None:
    assert words(Told("session.declined", why="Zahnarzt")).text.splitlines()[-1] == "„Zahnarzt“"


def test_a_reminder_says_until_when_cancelling_is_free_and_a_late_one_that_it_begins() -> None:
    early = {**FACTS, "minutes": 1560, "free_until": "2026-11-23T15:00:00+00:00"}
    told = words(Told("session.reminded", particulars=early))
    assert told.text.endswith("Kostenfrei absagen bis Mo 23. Nov, 16:00.")
    late = words(Told("session.reminded", particulars={**FACTS, "minutes": 10}), "child")
    assert late.title == "Gleich geht es los: Mathe mit Jonas Weber"
