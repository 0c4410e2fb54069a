"""What can happen to a case of the support, and who is told. Rule: C6 N1."""

from domain.notifications.kind import Kind, Role, Theme, told

KINDS: dict[str, Kind] = {
    "support.reopened": Kind(),
    "support.put_off": Kind(),
    "support.closed": Kind(),
    # Of them whoever it is given to.
    "support.assigned": told(Theme.MESSAGES, Role.SUPPORTERS),
}
