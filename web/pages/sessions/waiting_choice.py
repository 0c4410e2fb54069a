"""Several times of which a family picks one, on one card. Shape: partials/sessions/choosing.html.

Rule: S2. One that was picked a moment ago stays there, with the way back.
"""

from collections.abc import Mapping
from uuid import UUID

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from domain.sessions.asked import Asked
from web.pages.sessions import choice, costs, waiting, waiting_dates
from web.pages.sessions.choice import Choice, Time
from web.pages.sessions.obstacles import Said
from web.pages.sessions.waiting import Answerable
from web.pages.sessions.waiting_dates import Dates


def is_one(more: Asked) -> bool:
    """Whether it is one of several to pick from, or was."""
    return more.kind == "alternatives"


def cards(
    asking: Dates, said: Mapping[UUID, Said], reader: Visitor[Actor]
) -> list[tuple[Answerable, Choice | None]]:
    """One for each proposal, with None for what was picked. Within zones.reading_in()."""
    times = waiting_dates.of_proposals(each for each in asking if is_one(each[1]))
    return [_card(each, said, reader) for each in times]


def _card(
    times: Dates, said: Mapping[UUID, Said], reader: Visitor[Actor]
) -> tuple[Answerable, Choice | None]:
    row, more = times[0]
    card = waiting.card(row, more, said[row.id], reader)
    if row.state == "confirmed":
        return card, None
    in_the_way = choice.common([said[row.id] for row, _ in times])
    rows = _times(times, {} if in_the_way.obstacle else said, reader.language)
    heading = choice.heading(len(rows), reader.language)
    dom_id = f"choice-{more.proposal}-waiting"
    return card._replace(dom_id=dom_id, date=heading), Choice(heading, rows, True, *in_the_way)


def _times(times: Dates, said: Mapping[UUID, Said], language: str) -> list[Time]:
    """Each with what is in its way, as far as that is said."""
    return [
        choice.time(
            row.id,
            (row.starts_at, row.ends_at),
            said.get(row.id, Said()).obstacle,
            costs.bound(more.would_be_free_until, row.credits, language, is_confirmed=False),
            language,
        )
        for row, more in times
    ]
