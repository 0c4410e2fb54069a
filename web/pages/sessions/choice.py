"""Several times of which the reader picks one, or the other side does. Rule: S2.

Shape: partials/sessions/_times.html, on a card and on Meeting-Info.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from web.pages.sessions.costs import Bound
from web.pages.sessions.obstacles import Said
from web.words import formats
from web.words.formats import Formats
from web.words.translations import words


class Time(NamedTuple):
    """One of them. Shape: obstacle why it cannot be picked, or ""; bound what picking it means;
    exchange_address where its educator changes it, or "".
    """

    id: UUID
    address: str
    starts_iso: str
    text: str
    obstacle: str
    bound: Bound
    exchange_address: str = ""


class Choice(NamedTuple):
    """Shape: heading "3 Zeiten zur Wahl"; times in order, to be picked where can_pick; obstacle
    what is in the way of them all, with asking_address as obstacles.Said.
    """

    heading: str
    times: list[Time]
    can_pick: bool
    obstacle: str
    asking_address: str


def time(
    id: UUID, span: tuple[datetime, datetime], obstacle: str, bound: Bound, language: str
) -> Time:
    """Within zones.reading_in()."""
    text = f"{Formats(language).day(span[0])} · {formats.span(*span, language)}"
    return Time(id, f"/sessions/{id}", formats.iso(span[0]), text, obstacle, bound)


def heading(count: int, language: str) -> str:
    text = words(language).ngettext("%(n)s Zeit zur Wahl", "%(n)s Zeiten zur Wahl", count)
    return text % {"n": count}


def common(said: Sequence[Said]) -> Said:
    """What is in the way of all of them, or nothing."""
    is_same = len({each.obstacle for each in said}) == 1
    return said[0] if is_same else Said()


def shown(found: Choice | None) -> dict[str, Any]:
    """For templates, which are given plain values."""
    return {"choice": found._asdict() if found else None}
