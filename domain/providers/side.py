"""The two sides of a connection: a family and its provider. Rule: C1 D1."""

from enum import StrEnum

from domain.profiles.actor import Actor, Staff


class Side(StrEnum):
    FAMILY = "family"
    PROVIDER = "provider"


def of(actor: Actor) -> Side:
    """On which of them somebody acts."""
    return Side.PROVIDER if isinstance(actor, Staff) else Side.FAMILY
