"""Creatures: what a child is drawn as, whatever its colour."""

from domain.errors import Invalid

CREATURES = 8


def checked(creature: int) -> int:
    """Errors: Invalid (creature)."""
    if not 0 <= creature < CREATURES:
        raise Invalid("creature", "unknown")
    return creature
