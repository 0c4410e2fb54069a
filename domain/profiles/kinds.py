"""What can happen to a family, and who is told. Rule: A8 N1.

Choice: of no theme that somebody could turn off, for whoever is in a family sees its children.
"""

from domain.notifications.kind import Kind, Role

_GUARDIANS = frozenset({Role.GUARDIANS})

KINDS: dict[str, Kind] = {
    "family.joined": Kind(_GUARDIANS),
    "family.left": Kind(_GUARDIANS),
    "family.closed": Kind(_GUARDIANS),
}
