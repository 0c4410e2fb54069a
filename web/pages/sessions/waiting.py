"""Sessions that wait for a guardian's answer. Shape: partials/sessions/waiting.html."""

from typing import NamedTuple

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from domain.sessions import undo_window
from domain.sessions.asked import Asked
from domain.sessions.listed import Listed
from web.pages.sessions import costs
from web.pages.sessions.costs import Bound
from web.pages.sessions.obstacles import Said
from web.pages.sessions.words import WITH, minutes, place, span
from web.words import formats, group_places
from web.words.formats import Formats
from web.words.translations import N_, say

FOR = N_("für %(name)s")


class Answerable(NamedTuple):
    """A session that waits for the reader's answer. Shape: partials/sessions/waiting.html."""

    dom_id: str
    address: str
    acts_on: str
    colour: str
    creature: str
    initial: str
    starts_iso: str
    heading: str
    facts: str = ""
    date: str = ""
    message: str = ""
    binding: str = ""
    binding_until_iso: str = ""
    obstacle: str = ""
    asking_address: str = ""
    undo_until_iso: str = ""
    dates_address: str = ""
    old: str = ""
    question_address: str = ""
    sooner_address: str = ""


def card(row: Listed, asked: Asked, in_the_way: Said, reader: Visitor[Actor]) -> Answerable:
    """A card with the buttons, or with the way back. Within zones.reading_in()."""
    said, language = Formats(reader.language), reader.language
    is_confirmed = row.state == "confirmed"
    bound = _bound(row, asked, language, is_confirmed=is_confirmed)
    return begun(row, language)._replace(
        facts=_facts(row, asked, reader),
        date=f"{said.day(row.starts_at)} · {span(row, language)}",
        message="" if is_confirmed else row.message,
        binding=bound.text,
        binding_until_iso=bound.until_iso,
        obstacle=in_the_way.obstacle,
        asking_address=in_the_way.asking_address,
        undo_until_iso=undo_until(row) if is_confirmed else "",
    )


def begun(row: Listed, language: str) -> Answerable:
    """What every card says of the session that is answered on it."""
    return Answerable(
        dom_id=f"session-{row.id}-waiting",
        address=f"/sessions/{row.id}",
        acts_on=f"/sessions/{row.id}",
        colour=str(row.colour),
        creature=str(row.creature),
        initial="" if row.learner_kind == "child" else row.learner[:1].upper(),
        starts_iso=formats.iso(row.starts_at),
        heading=say(language, WITH, service=row.service, name=row.educator),
    )


def facts(row: Listed, credits: int, reader: Visitor[Actor], *more: str) -> str:
    """Shape: "für Mila · 45 Min · online · 1 Credit"."""
    said = Formats(reader.language)
    parts = [
        say(reader.language, FOR, name=row.learner),
        said.minutes(minutes(row)),
        place(row.place, reader, row.educator),
        *more,
    ]
    return " · ".join([*parts, said.credits(credits)] if credits else parts)


def _facts(row: Listed, asked: Asked, reader: Visitor[Actor]) -> str:
    if asked.free_places is None or row.state != "pending":
        return facts(row, row.credits, reader)
    return facts(row, row.credits, reader, group_places.free(asked.free_places, reader.language))


def _bound(row: Listed, asked: Asked, language: str, *, is_confirmed: bool) -> Bound:
    until = row.free_until or asked.would_be_free_until
    return costs.bound(until, row.credits, language, is_confirmed=is_confirmed)


def undo_until(row: Listed) -> str:
    """Until when what was confirmed a moment ago can be taken back."""
    return formats.iso(undo_window.ends_at(row.answered_at)) if row.answered_at else ""
