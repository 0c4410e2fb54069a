"""Sessions that wait for the reader's answer. Shape: partials/sessions/waiting.html."""

from collections.abc import Collection, Sequence
from typing import NamedTuple
from uuid import UUID

from domain.accounts.visitor import Visitor
from domain.credits.package import Source
from domain.profiles.actor import Actor
from domain.sessions import obstacle
from domain.sessions.asked import Asked
from domain.sessions.kinds import UNDO
from domain.sessions.listed import Listed
from web.pages.sessions import costs, obstacles
from web.pages.sessions.words import WITH, minutes, place, span
from web.words import formats
from web.words.formats import Formats
from web.words.translations import N_, say

FOR = N_("für %(name)s")


class Answerable(NamedTuple):
    """A session that waits for the reader's answer. Shape: partials/sessions/waiting.html."""

    dom_id: str
    address: str
    colour: str
    initial: str
    starts_iso: str
    heading: str
    facts: str
    date: str
    message: str
    binding: str
    binding_until_iso: str
    obstacle: str
    asking_address: str
    undo_until_iso: str


def card(
    row: Listed,
    more: Asked,
    sources: Sequence[Source],
    reader: Visitor[Actor],
    told: Collection[UUID],
) -> Answerable:
    """A card with the buttons, or with the way back. Within formats.reading_in()."""
    is_confirmed = row.state == "confirmed"
    barrier = obstacle.Obstacle() if is_confirmed else obstacle.of(more, sources)
    said, language = Formats(reader.language), reader.language
    has_asked = more.connection in told
    in_the_way = obstacles.said(barrier, more.provider, row.educator, language, has_asked=has_asked)
    hours = (row.notice_hours if is_confirmed else more.notice_hours) or 0
    bound = costs.bound(row.starts_at, hours, row.credits, language, is_confirmed=is_confirmed)
    facts = [said.minutes(minutes(row)), place(row.place, reader, row.educator)]
    if reader.kind != "child":
        facts.insert(0, say(language, FOR, name=row.child))
        facts.append(said.credits(row.credits) if row.credits else "")
    return Answerable(
        dom_id=f"session-{row.id}-card",
        address=f"/sessions/{row.id}",
        colour=str(row.colour),
        initial=row.child[:1].upper(),
        starts_iso=formats.iso(row.starts_at),
        heading=say(language, WITH, service=row.service, name=row.educator),
        facts=" · ".join(fact for fact in facts if fact),
        date=f"{said.day(row.starts_at)} · {span(row, language)}",
        message="" if is_confirmed else row.message,
        binding=bound.text,
        binding_until_iso=bound.until_iso,
        obstacle=in_the_way.obstacle,
        asking_address=in_the_way.asking_address,
        undo_until_iso=(
            formats.iso(row.answered_at + UNDO) if is_confirmed and row.answered_at else ""
        ),
    )
