"""Staff: who works for a provider, as an educator or a manager. Rule: B5 A11."""

from enum import StrEnum
from uuid import UUID as Id

from piccolo.columns import UUID, ForeignKey, OnDelete, Text, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import clock, database
from domain.errors import Invalid
from domain.profiles.profile import Profile
from domain.providers.provider import Provider

_WORKS = """
SELECT 1 FROM profiles p JOIN staff w ON w.profile = p.id AND w.ended_at IS NULL
WHERE p.account = {}
"""


class Role(StrEnum):
    EDUCATOR = "educator"
    MANAGER = "manager"


class StaffMember(Table, tablename="staff"):
    """Rule: S13. Shape: a manager who teaches has two rows; meeting_url is an educator's default
    room, https or empty; ended ones are kept, so that who was there when stays known.
    """

    id = UUID(primary_key=True, default=UUID4())
    provider = ForeignKey(Provider, on_delete=OnDelete.restrict, null=False)
    profile = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    role = Varchar(16, choices=Role)
    meeting_url = Text(default="")
    created_at = Timestamptz()
    ended_at = Timestamptz(null=True, default=None)

    B5_role_in_provider = Check("role IN ('educator', 'manager')")


async def employ(person: Id, provider: Id, role: Role) -> None:
    """Says that a profile works for a provider from now on."""
    await StaffMember(provider=provider, profile=person, role=role, created_at=clock.now()).save()


async def must_not_work(account_id: Id) -> None:
    """Errors: Invalid (name)."""
    if await database.row(_WORKS, account_id) is not None:
        raise Invalid("name", "already_provider")
