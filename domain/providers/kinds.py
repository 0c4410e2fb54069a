"""What can happen between a family and a provider, and who is told. Rule: N1 B2."""

from domain.notifications.kind import Kind, Role, Theme, told

KINDS: dict[str, Kind] = {
    "connection.made": told(Theme.FAMILIES, Role.EDUCATORS),
}
