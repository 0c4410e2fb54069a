"""What can happen between a family and a provider, and who is told. Rule: N1 B2 B6."""

from domain.notifications.kind import Kind, Role, Theme, told

KINDS: dict[str, Kind] = {
    "connection.made": told(Theme.FAMILIES, Role.EDUCATORS),
    # What is cancelled with it nobody may miss, so nobody chooses not to hear of it.
    "connection.over": Kind(frozenset({Role.LEARNER}), is_urgent=True),
    "connection.ended": Kind(frozenset({Role.GUARDIANS, Role.EDUCATORS}), is_urgent=True),
}
