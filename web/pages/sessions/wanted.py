"""Times that a family wants instead, typed beside a no or a wish to move. Rule: S2 S9."""

from datetime import datetime
from typing import Any

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from domain.sessions import counter
from domain.sessions.session import Session
from web.forms import Form
from web.pages.sessions import costs, typed_times
from web.words import zones

SHOWN = 1
"""Times that are asked for at once; the others are folded away."""


async def read(form: Form, like: Session, reader: Visitor[Actor]) -> list[datetime]:
    """What was typed, faults at their fields. Shape: like is the session that they stand for."""
    typed = typed_times.read(form, most=counter.MOST)
    starts = typed_times.moments(form, typed, zones.named(reader.time_zone).key)
    for each, error in zip(typed, await counter.faults(like, starts), strict=True):
        if error is not None:
            typed_times.refuse(form, each.number, error)
    return [start for start in starts if start is not None]


def context(form: Form, like: Session, reader: Visitor[Actor]) -> dict[str, Any]:
    """Shape: of partials/sessions/_wanted.html; like as for read()."""
    return {
        "most": counter.MOST,
        "is_more": typed_times.is_more(form, SHOWN, counter.MOST),
        "zone": zones.named(reader.time_zone).key,
        "binds": costs.once_any_accepted(like, reader.language),
    }
