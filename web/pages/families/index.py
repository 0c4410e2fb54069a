"""/families: whom an educator teaches."""

from typing import Any
from uuid import UUID

from litestar import get

from domain.profiles.actor import Staff
from domain.providers import connected, first_steps
from domain.providers.connected import Known
from web import access, inputs
from web.access import Request
from web.answer import Answer
from web.freshness import hear
from web.respond import show
from web.words import matching

FEW = 7
"""Families that are seen at a glance."""


@get("/families")
async def index(request: Request) -> Answer:
    """Rule: K6. Shape: ?find= words of the name of a family or of somebody in it.

    Choice: the children's names tell families of the same name apart.
    """
    staff = access.staff(request)
    hear(request, ("connection", "credits", "people", "session"))
    context = await _context(request.query_params.get("find"), staff.actor)
    return show(request, "families/index", context)


async def _context(find: str | None, by: Staff) -> dict[str, Any]:
    asked = inputs.cleaned(find or "")
    families = await connected.families(by=by)
    members = await connected.members(by=by)
    return {
        "asked": asked if find is not None or len(families) > FEW else None,
        "is_finding": find == "",
        "families": [one for one in families if matching.begins(asked, _names(one, members))],
        "children": {family: _children(people) for family, people in members.items()},
        "former": [] if asked else await connected.former(by=by),
        "first_steps": await first_steps.of(by=by),
    }


def _names(one: Known, members: dict[UUID, list[tuple[str, str]]]) -> str:
    return " ".join([one.name, *(name for _, name in members.get(one.id, ()))])


def _children(people: list[tuple[str, str]]) -> str:
    return ", ".join(name for role, name in people if role == "child")
