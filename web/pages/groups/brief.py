"""What every page of a group's date says of it, to its educator and to families. Rule: S18."""

from typing import Any

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor, Staff
from domain.sessions.group import Group
from web.pages.sessions.words import WITH, minutes, place, span
from web.rendering.templates import dom_id
from web.words import formats
from web.words.formats import Formats
from web.words.translations import N_, say

TITLE = N_("Gruppe: %(service)s")


def of(one: Group, reader: Visitor[Actor], part: str) -> dict[str, Any]:
    """Within zones.reading_in()."""
    said, language = Formats(reader.language), reader.language
    title = TITLE if isinstance(reader.actor, Staff) else WITH
    where = place(one.place, reader, one.educator_name)
    if one.place_detail:
        where = f"{where}, {one.place_detail}"
    return {
        "dom_id": dom_id(("group", one.id), part),
        "address": f"/groups/{one.id}",
        "title": say(language, title, service=one.service_name, name=one.educator_name),
        "date": f"{said.day(one.starts_at)}, {span(one, language)}",
        "starts_iso": formats.iso(one.starts_at),
        "line": f"{where} · {said.minutes(minutes(one))}",
    }
