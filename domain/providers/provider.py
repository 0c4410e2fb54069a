"""A provider: what a family books with."""

from enum import StrEnum
from uuid import UUID as Id

from piccolo.columns import UUID, Integer, SmallInt, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import clock, database, names
from domain.errors import Forbidden, Invalid, NotFound
from domain.profiles import time_zone as time_zones
from domain.profiles.actor import Actor

NOTICE_HOURS_DEFAULT = 24
NOTICE_HOURS_MOST = 14 * 24
NAME_MOST = 80

_CHANGED = "UPDATE providers SET revision = revision + 1 WHERE id = {}"
# What a provider is called and offers is on the pages of the families it teaches.
_SHOWN_TO = """
UPDATE families SET revision = revision + 1 WHERE id IN
  (SELECT family FROM connections WHERE provider = {} AND ended_at IS NULL)
"""


class Kind(StrEnum):
    """👤 one person, or 🏫 several educators."""

    SPECIALIST = "specialist"
    ORGANISATION = "organisation"


class Provider(Table, tablename="providers"):
    """Rule: S8. Units: notice_hours and answer_hours in elapsed hours; revision counts changes.

    Shape: answer_hours is the time a family has to answer a proposal; null is until its start.
    """

    id = UUID(primary_key=True, default=UUID4())
    kind = Varchar(20, choices=Kind)
    name = Varchar(120)
    time_zone = Varchar(60)
    notice_hours = SmallInt(default=NOTICE_HOURS_DEFAULT)
    answer_hours = SmallInt(null=True, default=None)
    revision = Integer(default=0)
    created_at = Timestamptz()


async def create(kind: Kind, name: str, time_zone: str) -> Provider:
    if not names.is_visible(name):
        raise Invalid("name", "missing")
    # Without scripts a browser does not say where it is.
    zone = time_zones.known(time_zone)
    provider = Provider(kind=kind, name=name.strip(), time_zone=zone, created_at=clock.now())
    await provider.save()
    return provider


async def by_id(provider: Id) -> Provider:
    """Errors: NotFound."""
    found = await Provider.objects().get(Provider.id == provider)
    if found is None:
        raise NotFound
    return found


async def change(
    provider: Provider,
    name: str,
    time_zone: str,
    *,
    notice_hours: int,
    answer_hours: int | None,
    by: Actor,
) -> None:
    """What a provider says of itself and how it plans; sessions keep what was agreed.

    Rule: S2 S8. Errors: Forbidden, Invalid (name, time_zone, notice_hours, answer_hours).
    """
    if not is_changeable(provider, by):
        raise Forbidden
    name = " ".join(name.split())
    if not names.is_visible(name):
        raise Invalid("name", "missing")
    if len(name) > NAME_MOST:
        raise Invalid("name", "too_long", most=NAME_MOST)
    if time_zone not in time_zones.names():
        raise Invalid("time_zone", "unknown")
    async with database.transaction():
        await changed(provider.id)
        await set_notice(provider.id, notice_hours, answer_hours)
        await Provider.update({Provider.name: name, Provider.time_zone: time_zone}).where(
            Provider.id == provider.id
        )


def is_changeable(provider: Provider, by: Actor) -> bool:
    """Who teaches alone says it alone; for an organisation its managers do."""
    is_alone = provider.kind == Kind.SPECIALIST or by.kind == "manager"
    return by.provider_id == provider.id and is_alone


async def changed(provider: Id) -> None:
    """Tells every page that shows the provider that it is out of date."""
    # Families before providers, as everywhere, so that two changes cannot wait in a circle.
    await database.rows(_SHOWN_TO, provider)
    await planned(provider)


async def planned(provider: Id) -> None:
    """The same for the provider's own pages alone."""
    await database.rows(_CHANGED, provider)


async def set_notice(provider: Id, notice_hours: int, answer_hours: int | None) -> None:
    """Changes what holds for sessions confirmed from now on. Rule: S2 S8."""
    if not 0 <= notice_hours <= NOTICE_HOURS_MOST:
        raise Invalid("notice_hours", "out_of_range")
    if answer_hours is not None and not 1 <= answer_hours <= NOTICE_HOURS_MOST:
        raise Invalid("answer_hours", "out_of_range")
    await Provider.update(
        {
            Provider.notice_hours: notice_hours,
            Provider.answer_hours: answer_hours,
            Provider.revision: Provider.revision + 1,
        }
    ).where(Provider.id == provider)
