"""Who acts: what a domain function must know of the person behind a change.

The four kinds are types, so that what only a guardian may do asks for a Guardian, and nobody has
to look whether a family or a provider is there.
"""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Guardian:
    """A guardian, or an adult who learns: acts for a family."""

    profile_id: UUID
    family_id: UUID


@dataclass(frozen=True, slots=True)
class Child:
    """Acts for itself alone, whichever households it belongs to. Rule: A8."""

    profile_id: UUID


@dataclass(frozen=True, slots=True)
class Educator:
    """Acts for a provider in what was assigned. Rule: B5."""

    profile_id: UUID
    provider_id: UUID


@dataclass(frozen=True, slots=True)
class Manager:
    """Acts for an organisation in everything, and may teach. Rule: B5."""

    profile_id: UUID
    provider_id: UUID


Staff = Educator | Manager
Actor = Guardian | Child | Educator | Manager


def acting(kind: str, profile: UUID, family: UUID | None, provider: UUID | None) -> Actor | None:
    """The actor of a profile; None for one that belongs nowhere any more.

    Shape: family is where the profile is a guardian, provider where it works in its kind.
    """
    if kind == "guardian" and family is not None:
        return Guardian(profile, family)
    if kind == "child":
        return Child(profile)
    if kind == "educator" and provider is not None:
        return Educator(profile, provider)
    if kind == "manager" and provider is not None:
        return Manager(profile, provider)
    return None
