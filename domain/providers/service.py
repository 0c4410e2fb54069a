"""A service: what is booked."""

from typing import Any, NamedTuple
from uuid import UUID as Id

from piccolo.columns import UUID, ForeignKey, OnDelete, SmallInt, Text, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import clock, database, names
from domain.errors import Invalid, found
from domain.profiles import shown
from domain.profiles.actor import Staff
from domain.providers import provider as providers
from domain.providers.provider import Provider

NAME_MOST = 120
DURATION_MINUTES = range(5, 12 * 60 + 1)
CREDITS = range(101)
PLACES = range(1, 61)
CALL_OFF_HOURS = range(1, 337)


class Places(NamedTuple):
    """How many learn together, with how few it takes place, and when that is decided. Rule: S18.

    Units: hours before the start.
    """

    places_count: int = 1
    minimum_count: int = 0
    call_off_hours: int = 24


ONE_PLACE = Places()


class Service(Table, tablename="services"):
    """Rule: B4 K7 S18. Units: minutes, whole credits (0: costs no credit), hours before the start.

    Shape: several places are a group; minimum_count is with how few it takes place (0: with any),
    call_off_hours when that is decided.
    """

    id = UUID(primary_key=True, default=UUID4())
    provider = ForeignKey(Provider, on_delete=OnDelete.restrict, null=False)
    name = Varchar(120)
    description = Text(default="")
    duration_minutes = SmallInt(default=60)
    credits = SmallInt(default=1)
    places_count = SmallInt(default=1)
    minimum_count = SmallInt(default=0)
    call_off_hours = SmallInt(default=24)
    created_at = Timestamptz()
    retired_at = Timestamptz(null=True, default=None)

    S18_service_has_places = Check("places_count BETWEEN 1 AND 60")
    S18_service_minimum = Check("minimum_count BETWEEN 0 AND 60")
    S18_service_call_off = Check("call_off_hours BETWEEN 1 AND 336")

    @property
    def is_group(self) -> bool:
        """Rule: S18."""
        return self.places_count > 1

    @property
    def is_retired(self) -> bool:
        return bool(self.retired_at)


async def create(
    key: Id,
    name: str,
    duration_minutes: int,
    credits: int,
    description: str,
    places: Places = ONE_PLACE,
    *,
    by: Staff,
) -> Service:
    """Adds a service to the provider; the same key twice is one service.

    Errors: Forbidden, Invalid (name, and what _check() finds), nothing is written.
    """
    await providers.changeable(by.provider_id, by=by)
    said = _said(name, duration_minutes, credits, description, places)
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
    places: Places = ONE_PLACE,
    *,
    by: Staff,
) -> None:
    """Changes what is offered from now on; sessions keep what was agreed.

    Errors: NotFound, Forbidden, Invalid (name, and what _check() finds), nothing is written.
    """
    await providers.changeable(service.provider, by=by)
    said = _said(name, duration_minutes, credits, description, places)
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
    return found(
        await Service.objects().get((Service.id == service) & (Service.provider == by.provider_id))
    )


async def offered(provider: Id) -> list[Service]:
    return await (
        Service.objects()
        .where((Service.provider == provider) & (Service.retired_at.is_null()))
        .order_by(Service.name, Service.duration_minutes, Service.id)
    )


def _said(
    name: str, duration_minutes: int, credits: int, description: str, places: Places
) -> dict[Any, Any]:
    """What a provider says of a service. Errors: Invalid (name, and what _check() finds)."""
    _check(duration_minutes, credits, places)
    return {
        Service.name: names.checked(name, NAME_MOST),
        Service.description: description.strip(),
        Service.duration_minutes: duration_minutes,
        Service.credits: credits,
        Service.places_count: places.places_count,
        Service.minimum_count: places.minimum_count,
        Service.call_off_hours: places.call_off_hours,
    }


def _check(duration_minutes: int, credits: int, places: Places) -> None:
    """Errors: Invalid (duration_minutes, credits, places_count, minimum_count, call_off_hours)."""
    _must_be_one_of("duration_minutes", duration_minutes, DURATION_MINUTES)
    _must_be_one_of("credits", credits, CREDITS)
    _must_be_one_of("places_count", places.places_count, PLACES)
    if not 0 <= places.minimum_count <= places.places_count:
        raise Invalid("minimum_count", "more_than_places", most=places.places_count)
    _must_be_one_of("call_off_hours", places.call_off_hours, CALL_OFF_HOURS)


def _must_be_one_of(field: str, said: int, allowed: range) -> None:
    if said not in allowed:
        raise Invalid(field, "out_of_range")
