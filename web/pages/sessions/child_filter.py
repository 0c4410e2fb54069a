"""A list narrowed to one child of a family."""

from collections.abc import Sequence
from uuid import UUID

from domain.errors import found
from web.words.translations import N_, say

Children = Sequence[tuple[UUID, str]]
"""Shape: id and name."""


def chosen(child: str, children: Children) -> UUID | None:
    """The child that a list is narrowed to. Errors: NotFound (a child of somebody else)."""
    if not child:
        return None
    return found(next((known for known, _ in children if str(known) == child), None))


def links(children: Children, chosen: UUID | None, language: str) -> list[tuple[str, str, bool]]:
    """Shape: name, address, is_chosen; "Alle" first; none with a single child."""
    if len(children) < 2:
        return []
    rows = [(name, f"/sessions?child={id}", id == chosen) for id, name in children]
    return [(say(language, N_("Alle")), "/sessions", chosen is None), *rows]
