"""Sessions that wait for the reader's answer. Shape: partials/sessions/waiting.html."""

from collections.abc import Sequence
from typing import NamedTuple

from domain.accounts.visitor import Visitor
from domain.credits.package import Source
from domain.profiles.actor import Actor
from domain.sessions import obstacle
from domain.sessions.asked import Asked
from domain.sessions.kinds import UNDO
from domain.sessions.listed import Listed
from web.pages.sessions import costs
from web.pages.sessions.words import WITH, minutes, place, span
from web.words import formats
from web.words.formats import Formats
from web.words.refusals import TAKEN
from web.words.translations import N_, say, words

FOR = N_("für %(name)s")
ENDED = N_("Eure Credits enden vor diesem Tag.")


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


def card(row: Listed, more: Asked, sources: Sequence[Source], reader: Visitor[Actor]) -> Answerable:
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
        binding=costs.bound(
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
