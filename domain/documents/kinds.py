"""What can happen to a document, and who is told. Rule: N1 D4."""

from domain.notifications.kind import Kind, Role, Theme, told

KINDS: dict[str, Kind] = {
    "document.shared": told(Theme.DOCUMENTS, Role.GUARDIANS, Role.EDUCATORS),
    "document.removed": Kind(),
    "document.restored": Kind(),
}
