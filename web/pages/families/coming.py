"""The sessions to come of a connection, as rows of a page."""

from typing import Any

from domain.accounts.visitor import Visitor
from domain.providers.lists import Coming
from web import formats
from web.formats import Formats
from web.translations import N_, say

STATES = {"pending": N_("Ausstehend"), "confirmed": N_("Bestätigt")}


def described(found: list[Coming], reader: Visitor) -> list[dict[str, Any]]:
    """Shape: date as "Mo 23. Nov, 15:30–16:15"."""
    said = Formats(reader.language)
    with formats.reading_in(reader.time_zone):
        return [
            {
                "address": f"/sessions/{one.id}",
                "state": one.state,
                "state_label": say(reader.language, STATES[one.state]),
                "colour": one.colour,
                "text": f"{one.service} · {one.child}",
                "date": f"{said.moment(one.starts_at)}–{formats.clock(one.ends_at)}",
                "starts_iso": formats.iso(one.starts_at),
            }
            for one in found
        ]
