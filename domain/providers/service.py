"""A service: what is booked."""

from typing import Any
from uuid import UUID as Id

from piccolo.columns import UUID, ForeignKey, OnDelete, SmallInt, Text, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import clock, database, names
from domain.errors import Invalid, NotFound
from domain.profiles import shown
from domain.profiles.actor import Staff
from domain.providers import provider as providers
from domain.providers.provider import Provider

NAME_MOST = 120
DURATION_MINUTES = range(5, 12 * 60 + 1)
CREDITS = range(101)


class Service(Table, tablename="services"):
    """Rule: B4 K7. Units: minutes, whole credits (0: costs no credit)."""

    id = UUID(primary_key=True, default=UUID4())
    provider = ForeignKey(Provider, on_delete=OnDelete.restrict, null=False)
    name = Varchar(120)
    description = Text(default="")
    duration_minutes = SmallInt(default=60)
    credits = SmallInt(default=1)
    created_at = Timestamptz()
    retired_at = Timestamptz(null=True, default=None)

    @property
    def is_retired(self) -> bool:
        return bool(self.retired_at)


async def create(
    key: Id, name: str, duration_minutes: int, credits: int, description: str, *, by: Staff
) -> Service:
    """Adds a service to the provider; the same key twice is one service.

    Errors: Forbidden, Invalid (name, duration_minutes, credits), nothing is written.
    """
    await providers.changeable(by.provider_id, by=by)
    said = _said(name, duration_minutes, credits, description)
    made = Service(said, id=key, provider=by.provider_id, created_at=clock.now())
    try:
        async with database.transaction():
            await made.save()
            await shown.provider(by.provider_id)
    except database.Violation:
        return await reachable(key, by=by)
    return made


async def change(
    service: Service,
    name: str,
    duration_minutes: int,
    credits: int,
    description: str,
    *,
    by: Staff,
) -> None:
    """Changes what is offered from now on; sessions keep what was agreed.

    Errors: NotFound, Forbidden, Invalid (name, duration_minutes, credits), nothing is written.
    """
    await providers.changeable(service.provider, by=by)
    said = _said(name, duration_minutes, credits, description)
    async with database.transaction():
        await Service.update(said).where(Service.id == service.id)
        await shown.provider(by.provider_id)


async def retire(service: Service, *, by: Staff) -> None:
    """Takes it out of what is offered; sessions that use it stay. Errors: NotFound, Forbidden."""
    await providers.changeable(service.provider, by=by)
    async with database.transaction():
        await Service.update({Service.retired_at: clock.now()}).where(
            (Service.id == service.id) & (Service.retired_at.is_null())
        )
        await shown.provider(by.provider_id)


async def reachable(service: Id, *, by: Staff) -> Service:
    """Errors: NotFound."""
    known = await Service.objects().get(
        (Service.id == service) & (Service.provider == by.provider_id)
    )
    if known is None:
        raise NotFound
    return known


async def offered(provider: Id) -> list[Service]:
    return await (
        Service.objects()
        .where((Service.provider == provider) & (Service.retired_at.is_null()))
        .order_by(Service.name, Service.duration_minutes)
    )


def _said(name: str, duration_minutes: int, credits: int, description: str) -> dict[Any, Any]:
    """What a provider says of a service. Errors: Invalid."""
    if duration_minutes not in DURATION_MINUTES:
        raise Invalid("duration_minutes", "out_of_range")
    if credits not in CREDITS:
        raise Invalid("credits", "out_of_range")
    return {
        Service.name: names.checked(name, NAME_MOST),
        Service.description: description.strip(),
        Service.duration_minutes: duration_minutes,
        Service.credits: credits,
    }
