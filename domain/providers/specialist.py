"""A specialist: a provider of one person, who teaches. Rule: A11."""

from uuid import UUID as Id

from domain import database
from domain.accounts import account
from domain.profiles import profile
from domain.profiles.profile import Profile
from domain.providers import provider, staff
from domain.providers.staff import Role


async def start(account_id: Id, name: str, *, language: str, time_zone: str) -> Profile:
    """Makes a provider of one person and the profile that is that person.

    Rule: A11. Errors: Invalid (name, already_provider), nothing is written.
    """
    async with database.transaction():
        await staff.must_not_work(account_id)
        made = await provider.create(provider.Kind.SPECIALIST, name, time_zone)
        person = profile.new(
            profile.Kind.EDUCATOR, name, account=account_id, language=language, time_zone=time_zone
        )
        await profile.write([person])
        await staff.employ(person.id, made.id, Role.EDUCATOR)
    return person


async def register(address: str, name: str, *, language: str, time_zone: str) -> Profile:
    """Registers a newcomer who teaches. Rule: A3 A11. Errors: Invalid, nothing is written."""
    async with database.transaction():
        made = await account.register(address)
        return await start(made.id, name, language=language, time_zone=time_zone)
