"""What can happen to a document, and who is told: the other side of whoever shared it. Rule: N1 D4.

Choice: what a child shares its guardians hear of as well.
"""

from domain.notifications.kind import Kind, Role, Theme, told

KINDS: dict[str, Kind] = {
    "document.shared": told(Theme.DOCUMENTS, Role.GUARDIANS, Role.EDUCATORS),
    "document.shared_by_family": told(Theme.DOCUMENTS, Role.EDUCATORS),
    "document.shared_by_provider": told(Theme.DOCUMENTS, Role.GUARDIANS),
    "document.tied": Kind(),
    "document.removed": Kind(),
    "document.restored": Kind(),
}
