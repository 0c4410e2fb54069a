"""Who acts: what a domain function must know of the person behind a change.

The kinds are types, so that what only a guardian may do asks for a Guardian, and nobody has to look
whether a family or a provider is there.
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


@dataclass(frozen=True, slots=True)
class Supporter:
    """Answers for the platform who asks its support, and reaches nothing else. Rule: C6."""

    profile_id: UUID


@dataclass(frozen=True, slots=True)
class Guest:
    """Wrote to the support by mail address, without a login. Rule: C6."""

    profile_id: UUID


Staff = Educator | Manager
"""The people of a provider; the platform's own are supporters."""
Actor = Guardian | Child | Educator | Manager | Supporter


def acting(kind: str, profile: UUID, family: UUID | None, provider: UUID | None) -> Actor | None:
    """The actor of a profile; None for one that belongs nowhere any more.

    Shape: family is where the profile is a guardian, provider where it works in its kind; who
    belongs to the support was asked before.
    """
    if kind == "supporter":
        return Supporter(profile)
    if kind == "guardian" and family is not None:
        return Guardian(profile, family)
    if kind == "child":
        return Child(profile)
    if kind == "educator" and provider is not None:
        return Educator(profile, provider)
    if kind == "manager" and provider is not None:
        return Manager(profile, provider)
    return None
