"""One date of a series, for whoever reads, and whether it can be ticked. Rule: S4 S8."""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from domain.sessions.session import Session
from web.pages.series.pickable import Pickable
from web.pages.sessions import costs
from web.pages.sessions.costs import Bound
from web.pages.sessions.words import STATES, span
from web.words import formats
from web.words.conflicts import TAKEN
from web.words.formats import Formats
from web.words.translations import say


class Row(NamedTuple):
    """One date. Shape: reasons why it cannot be ticked, sentences; is_open where it can, and bound
    what that means.
    """

    id: UUID
    address: str
    starts_iso: str
    text: str
    state: str
    state_label: str
    reasons: list[str]
    is_open: bool
    is_ticked: bool
    bound: Bound


def of(
    session: Session, waiting: Pickable, ticked: Collection[UUID], reader: Visitor[Actor]
) -> Row:
    """Within zones.reading_in()."""
    language, is_asked = reader.language, session.id in waiting.asked
    taken = waiting.taken(session) if is_asked else ""
    is_open = is_asked and not taken
    day = Formats(language).day(session.starts_at)
    return Row(
        session.id,
        f"/sessions/{session.id}",
        formats.iso(session.starts_at),
        f"{day} · {span(session, language)}",
        session.state,
        say(language, STATES[session.state]),
        [say(language, TAKEN[taken], learner=session.learner_name)] if taken else [],
        is_open,
        is_open and session.id in ticked,
        costs.binding(session, reader) if is_open else Bound(),
    )
