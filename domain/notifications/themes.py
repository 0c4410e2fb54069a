"""Which themes there are for whom: those of which somebody is ever told. Rule: N1."""

from domain.notifications.kind import Role, Theme
from domain.notifications.kinds import KINDS
from domain.profiles.profile import Kind

_TEACHING = frozenset({Role.EDUCATOR, Role.EDUCATORS})
_ROLES = {
    Kind.GUARDIAN: frozenset({Role.GUARDIANS}),
    Kind.CHILD: frozenset({Role.LEARNER, Role.WRITERS}),
    Kind.EDUCATOR: _TEACHING,
    Kind.MANAGER: _TEACHING,
    Kind.SUPPORTER: frozenset({Role.SUPPORTERS}),
}
_WITHOUT_SESSIONS = frozenset({Kind.SUPPORTER})


def of(profile_kind: str) -> list[Theme]:
    """In the order in which they are shown. Choice: anybody who has sessions can be reminded."""
    roles = _ROLES[Kind(profile_kind)]
    told = {kind.theme for kind in KINDS.values() if kind.told & roles}
    if profile_kind not in _WITHOUT_SESSIONS:
        told.add(Theme.REMINDERS)
    return [theme for theme in Theme if theme in told]
