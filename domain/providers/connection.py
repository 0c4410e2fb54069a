"""A connection: a family and a provider that know each other."""

from uuid import UUID as Id

from piccolo.columns import UUID, ForeignKey, OnDelete, Timestamptz
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import clock, database, events
from domain.errors import NotFound
from domain.profiles.actor import Actor
from domain.profiles.family import Family
from domain.providers.provider import Provider

_NAMES = "SELECT v.name, f.name FROM providers v, families f WHERE v.id = {} AND f.id = {}"


class Connection(Table, tablename="connections"):
    """Everything shared hangs on it. Rule: B2 B6."""

    id = UUID(primary_key=True, default=UUID4())
    family = ForeignKey(Family, on_delete=OnDelete.restrict, null=False, index=True)
    provider = ForeignKey(Provider, on_delete=OnDelete.restrict, null=False, index=True)
    created_at = Timestamptz()
    ended_at = Timestamptz(null=True, default=None)

    def subject(self) -> events.Subject:
        return events.Subject(connection=self.id, family=self.family, provider=self.provider)


async def make(family: Id, provider: Id, *, by: Id) -> Connection:
    """Connects the two, or finds them connected. Rule: B2: never twice, also of two at once."""
    async with database.transaction():
        made = Connection(family=family, provider=provider, created_at=clock.now())
        sql = (
            "INSERT INTO connections (id, family, provider, created_at)"
            " VALUES ({}, {}, {}, {})"
            " ON CONFLICT (family, provider) WHERE ended_at IS NULL DO NOTHING RETURNING id"
        )
        if not await database.rows(sql, made.id, family, provider, made.created_at):
            return await between(family, provider)
        names = await database.row(_NAMES, provider, family)
        provider_name, family_name = names or ("", "")
        await events.record(
            "connection.made",
            by=by,
            subject=made.subject(),
            particulars={"provider": provider_name, "family": family_name},
        )
    return made


async def between(family: Id, provider: Id) -> Connection:
    """Errors: NotFound."""
    found = await Connection.objects().get(
        (Connection.family == family)
        & (Connection.provider == provider)
        & (Connection.ended_at.is_null())
    )
    if found is None:
        raise NotFound
    return found


async def by_id(connection: Id) -> Connection:
    """For workers, which ask for nobody. Errors: NotFound."""
    found = await Connection.objects().get(Connection.id == connection)
    if found is None:
        raise NotFound
    return found


async def of_family(family: Id, *, by: Actor) -> Connection:
    """What the educator shares with that family. Errors: NotFound."""
    if by.provider_id is None:
        raise NotFound
    return await between(family, by.provider_id)


async def with_provider(provider: Id, *, by: Actor) -> Connection:
    """What the guardian's family shares with that provider. Errors: NotFound."""
    if by.family_id is None:
        raise NotFound
    return await between(by.family_id, provider)
