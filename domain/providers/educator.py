"""An educator: a person who teaches for a provider."""

from uuid import UUID as Id

from piccolo.columns import UUID, ForeignKey, OnDelete, Text, Timestamptz
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import clock, database
from domain.accounts import account
from domain.errors import Invalid
from domain.profiles import profile
from domain.profiles.profile import Profile
from domain.providers import link, provider
from domain.providers.provider import Provider

_CHANGED = """
UPDATE providers SET revision = revision + 1
WHERE id = (SELECT provider FROM educators WHERE id = {})
"""


class Educator(Table, tablename="educators"):
    """Rule: B5 S13. Shape: meeting_url is the default room, https or empty."""

    id = UUID(primary_key=True, default=UUID4())
    provider = ForeignKey(Provider, on_delete=OnDelete.restrict, null=False, index=True)
    profile = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False, unique=True)
    meeting_url = Text(default="")
    created_at = Timestamptz()


async def start_as_specialist(
    account_id: Id, name: str, *, language: str, time_zone: str
) -> Profile:
    """Makes a provider of one person and the profile that is that person.

    Rule: A11. Errors: Invalid (name, already_provider), nothing is written.
    """
    async with database.transaction():
        if await _teaches(account_id):
            raise Invalid("name", "already_provider")
        made = await provider.create(provider.Kind.SPECIALIST, name, time_zone)
        person = await profile.create(
            profile.Kind.EDUCATOR, name, account=account_id, language=language, time_zone=time_zone
        )
        await Educator(provider=made.id, profile=person.id, created_at=clock.now()).save()
    return person


async def register_specialist(address: str, name: str, *, language: str, time_zone: str) -> Profile:
    """Registers a newcomer who teaches. Rule: A3 A11. Errors: Invalid, nothing is written."""
    async with database.transaction():
        made = await account.register(address)
        return await start_as_specialist(made.id, name, language=language, time_zone=time_zone)


async def set_meeting_url(educator: Id, url: str) -> None:
    """Rule: S13. Errors: Invalid."""
    url = link.checked(url)
    async with database.transaction():
        await Educator.update({Educator.meeting_url: url}).where(Educator.id == educator)
        await database.rows(_CHANGED, educator)


async def meeting_url(educator: Id) -> str:
    """The default room, or nothing. Rule: S13."""
    found = await database.row("SELECT meeting_url FROM educators WHERE id = {}", educator)
    return str(found[0]) if found else ""


async def _teaches(account_id: Id) -> bool:
    sql = "SELECT 1 FROM profiles WHERE account = {} AND kind IN ('educator', 'manager')"
    return await database.row(sql, account_id) is not None
