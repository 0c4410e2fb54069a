"""A place between two pages of a list that is in order of time, as an address names it."""

from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from web import inputs

Place = tuple[datetime, UUID]
"""Of the row beside it: when, and its id, which tells rows of one moment apart."""


def query(direction: str, moment: datetime, identity: UUID, **more: str) -> str:
    """What an address says of it. Shape: direction is before or after."""
    return urlencode({direction: f"{moment.isoformat()}_{identity}", **more})


def read(typed: str) -> Place | None:
    """What was made up leads to the first page."""
    moment, _, identity = typed.partition("_")
    try:
        return inputs.moment(moment), UUID(identity)
    except ValueError:
        return None
