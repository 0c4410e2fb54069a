"""Colours: what profiles are told apart by."""

from domain.errors import Invalid

COLOURS = 8


def checked(colour: int) -> int:
    """Errors: Invalid (colour)."""
    if not 0 <= colour < COLOURS:
        raise Invalid("colour", "unknown")
    return colour
