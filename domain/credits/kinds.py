"""What can happen to credits, and who is told. Rule: N1 K4 K6."""

from domain.notifications.kind import Kind, Role, Theme, told

KINDS: dict[str, Kind] = {
    "credits.granted": told(Theme.CREDITS, Role.GUARDIANS),
    "credits.corrected": told(Theme.CREDITS, Role.GUARDIANS),
    "credits.expired": told(Theme.CREDITS, Role.GUARDIANS),
    "credits.asked": told(Theme.CREDITS, Role.EDUCATORS),
}
