"""What can happen to credits, and who is told. Rule: N1 K4 K6."""

from domain.notifications.kind import Kind, Role, told

KINDS: dict[str, Kind] = {
    "credits.granted": told(Role.GUARDIANS),
    "credits.corrected": told(Role.GUARDIANS),
    "credits.expired": told(Role.GUARDIANS),
    "credits.asked": told(Role.EDUCATORS),
}
