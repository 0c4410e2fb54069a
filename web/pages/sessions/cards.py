"""Sessions as cards of the thread, for whoever reads. Shape: partials/sessions/card.html."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from domain import clock
from domain.accounts.visitor import Visitor
from domain.credits.package import Source
from domain.profiles.actor import Actor
from domain.sessions import obstacle
from domain.sessions.asked import Asked
from domain.sessions.kinds import UNDO
from domain.sessions.listed import Listed
from web.pages.sessions.words import CHILDS_PLACES, OWN_PLACES, PLACES, STATES, WITH
from web.words import formats
from web.words.formats import Formats
from web.words.translations import N_, say, words

FOR = N_("für %(name)s")
FREE = N_("Kostenfrei absagen bis %(until)s")
BINDS = N_("Ab jetzt verbindlich: kostenfrei absagen geht nicht mehr")
BOUND = N_("Verbindlich: kostenfrei absagen geht nicht mehr")
ENDED = N_("Eure Credits enden vor diesem Tag.")
TAKEN = {
    "educator": N_("Zu dieser Zeit ist inzwischen eine andere Session bestätigt."),
    "child": N_("Zu dieser Zeit hat das Kind schon eine andere Session."),
}


class Card(NamedTuple):
    """A session in the thread, as the reader sees it. Shape: partials/sessions/card.html."""

    dom_id: str
    address: str
    state: str
    state_label: str
    colour: int
    starts_iso: str
    day: str
    day_label: str
    time: str
    length: str
    title: str
    line: str
    free_until_iso: str
    free_left: str


class Answerable(NamedTuple):
    """A session that waits for the reader's answer. Shape: partials/sessions/waiting.html."""

    dom_id: str
    address: str
    colour: int
    initial: str
    starts_iso: str
    heading: str
    facts: str
    date: str
    message: str
    binding: str
    obstacle: str
    asking_address: str
    undo_until_iso: str


def split(
    found: list[Listed],
    reader: Visitor[Actor],
    asked: Mapping[UUID, Asked],
    sources: Sequence[Source],
) -> tuple[list[Answerable], list[Card]]:
    """Those that wait for a guardian's answer, and the others in order of time. Rule: S12.

    Choice: what the reader confirmed a moment ago stays where it was, so that nothing slides under
    a thumb, and can be taken back there. Rule: S1.
    """
    first: list[tuple[Listed, Asked]] = []
    others: list[Listed] = []
    for row in found:
        more = asked.get(row.id)
        if more and (row.state == "pending" or more.answered_by == reader.profile_id):
            first.append((row, more))
        else:
            others.append(row)
    with formats.reading_in(reader.time_zone):
        cards = [answerable(row, more, sources, reader) for row, more in first]
        return cards, thread(others, reader, clock.now())


def thread(found: Iterable[Listed], reader: Visitor[Actor], now: datetime) -> list[Card]:
    """Within formats.reading_in()."""
    said, language, here = Formats(reader.language), reader.language, formats.here()
    today = now.astimezone(here).date()
    near = {today: say(language, N_("Heute")), today + _DAY: say(language, N_("Morgen"))}
    states = {state: say(language, label) for state, label in STATES.items()}
    is_family, is_educator = reader.kind == "guardian", reader.kind == "educator"
    cards, latest = [], None
    for row in found:
        identity, starts = str(row.id), row.starts_at.astimezone(here)
        day = starts.date()
        is_first = day != latest
        free_until = free_soon(row, now, today) if is_family else None
        # By place, for a list has fifty: names would cost as much as drawing does.
        card = Card(
            f"session-{identity}-card",
            f"/sessions/{identity}",
            row.state,
            states[row.state],
            row.colour,
            formats.iso(row.starts_at),
            said.day(day, today) if is_first else "",
            near.get(day, "") if is_first else "",
            f"{starts.hour:02}:{starts.minute:02}",
            said.minutes(minutes(row)),
            row.service if is_educator else f"{row.service} · {row.educator}",
            row.child,
            formats.iso(free_until) if free_until else "",
            said.until(free_until) if free_until else "",
        )
        cards.append(card)
        latest = day
    return cards


def answerable(
    row: Listed, more: Asked, sources: Sequence[Source], reader: Visitor[Actor]
) -> Answerable:
    """A card with the buttons, or with the way back. Within formats.reading_in()."""
    is_confirmed = row.state == "confirmed"
    found = obstacle.Obstacle() if is_confirmed else obstacle.of(more, sources)
    said, language = Formats(reader.language), reader.language
    facts = [said.minutes(minutes(row)), place(row.place, reader, row.educator)]
    if reader.kind != "child":
        facts.insert(0, say(language, FOR, name=row.child))
        facts.append(said.credits(row.credits) if row.credits else "")
    return Answerable(
        dom_id=f"session-{row.id}-card",
        address=f"/sessions/{row.id}",
        colour=row.colour,
        initial=row.child[:1].upper(),
        starts_iso=formats.iso(row.starts_at),
        heading=say(language, WITH, service=row.service, name=row.educator),
        facts=" · ".join(fact for fact in facts if fact),
        date=f"{said.day(row.starts_at)} · {span(row, language)}",
        message="" if is_confirmed else row.message,
        binding=binding(
            row.starts_at,
            (row.notice_hours if is_confirmed else more.notice_hours) or 0,
            row.credits,
            reader.language,
            is_confirmed=is_confirmed,
        ),
        obstacle=_obstacle(found, reader.language),
        asking_address=(
            f"/providers/{more.provider}/account/credit-request" if found.missing else ""
        ),
        undo_until_iso=(
            formats.iso(row.answered_at + UNDO) if is_confirmed and row.answered_at else ""
        ),
    )


def binding(
    starts_at: datetime, notice_hours: int, credits: int, language: str, *, is_confirmed: bool
) -> str:
    """What confirming means, or has just meant. Rule: S8. Within formats.reading_in()."""
    until = starts_at - timedelta(hours=notice_hours)
    if not credits:
        return ""
    if until <= clock.now():
        return say(language, BOUND if is_confirmed else BINDS)
    return say(language, FREE, until=Formats(language).moment(until))


def _obstacle(found: obstacle.Obstacle, language: str) -> str:
    """Why confirming would be refused. Rule: S4 K3."""
    if found.taken:
        return say(language, TAKEN[found.taken])
    if not found.missing:
        return ""
    if found.is_ended:
        return say(language, ENDED)
    text = words(language).ngettext(
        "Dafür fehlt euch %(n)s Credit.", "Dafür fehlen euch %(n)s Credits.", found.missing
    )
    return text % {"n": found.missing}


def free_soon(row: Listed, now: datetime, today: date) -> datetime | None:
    """Until when cancelling is free, if that ends today or tomorrow. Rule: S8.

    Choice: by the day, so that a list which did not change otherwise is the same all day.
    """
    if row.state != "confirmed" or row.notice_hours is None:
        return None
    until = row.starts_at - _hours(row.notice_hours)
    if until - now > _TWO_DAYS_AT_MOST:
        return None
    is_soon = now < until and until.astimezone(formats.here()).date() <= today + _DAY
    return until if is_soon else None


@cache
def _hours(count: int) -> timedelta:
    return timedelta(hours=count)


def minutes(row: Any) -> int:
    return int((row.ends_at - row.starts_at) // _MINUTE)


def span(row: Any, language: str) -> str:
    """Shape: 16:00–16:45."""
    return formats.span(row.starts_at, row.ends_at, language)


def place(code: str, reader: Visitor[Actor], educator: str) -> str:
    """Where it is, as the reader would say it. Rule: S13."""
    words = {"educator": OWN_PLACES, "child": CHILDS_PLACES}.get(reader.kind, PLACES)
    return say(reader.language, words[code], name=educator)


_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)
_TWO_DAYS_AT_MOST = timedelta(hours=49)
