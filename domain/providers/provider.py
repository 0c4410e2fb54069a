"""A provider: what a family books with."""

from enum import StrEnum
from typing import Any
from uuid import UUID as Id

from piccolo.columns import UUID, SmallInt, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import clock, database, names
from domain.errors import Forbidden, Invalid, NotFound, found
from domain.profiles import shown
from domain.profiles import time_zone as time_zones
from domain.profiles.actor import Manager, Staff

NOTICE_HOURS_DEFAULT = 24
NOTICE_HOURS_MOST = 14 * 24
SOONER_HOURS_DEFAULT, SOONER_HOURS_MOST = 12, 7 * 24
DOCUMENT_MEGABYTES_LEAST, DOCUMENT_MEGABYTES_MOST = 50, 30_000


class Kind(StrEnum):
    """👤 one person, or 🏫 several educators."""

    SPECIALIST = "specialist"
    ORGANISATION = "organisation"


class Provider(Table, tablename="providers"):
    """Rule: S7 S8 S17 D3. Units: notice_hours, answer_hours and sooner_hours in elapsed hours.

    Shape: answer_hours is the time a family has to answer a proposal; null is until its start;
    sooner_hours is how long a time that became free is kept for one who waits for an earlier time,
    or a place for one who waits for it, before the next is asked; null is for nobody, all are asked
    at once and the first has it;
    document_megabytes is how much the files of each connection may take (D3);
    holiday_region as holiday_region.checked() makes it.
    """

    id = UUID(primary_key=True, default=UUID4())
    kind = Varchar(20, choices=Kind)
    name = Varchar(120)
    time_zone = Varchar(60)
    notice_hours = SmallInt(default=NOTICE_HOURS_DEFAULT)
    answer_hours = SmallInt(null=True, default=None)
    sooner_hours = SmallInt(null=True, default=SOONER_HOURS_DEFAULT)
    holiday_region = Varchar(24, default="")
    document_megabytes = SmallInt(default=1000)
    created_at = Timestamptz()

    S17_time_to_answer = Check("sooner_hours BETWEEN 1 AND 168")
    D3_megabytes = Check("document_megabytes BETWEEN 50 AND 30000")


class SaidByManagers(Forbidden):
    """What an organisation is called, offers and plans is not its educators' to say."""


async def create(kind: Kind, name: str, time_zone: str) -> Provider:
    """Errors: Invalid (name). Shape: a zone that is none, for without scripts a browser does not
    say where it is, becomes the usual one.
    """
    zone = time_zones.known(time_zone)
    provider = Provider(kind=kind, name=names.checked(name), time_zone=zone, created_at=clock.now())
    await provider.save()
    return provider


async def by_id(provider: Id) -> Provider:
    """Errors: NotFound."""
    return found(await database.one(Provider, provider))


async def changeable(provider: Id, *, by: Staff) -> Provider:
    """The provider, for who says what it is called, offers and plans.

    Errors: NotFound, SaidByManagers.
    """
    known = await by_id(provider)
    if by.provider_id != known.id:
        raise NotFound
    if not is_changeable(known, by):
        raise SaidByManagers
    return known


def is_changeable(provider: Provider, by: Staff) -> bool:
    """Who teaches alone says it alone; for an organisation its managers do."""
    return provider.kind == Kind.SPECIALIST or isinstance(by, Manager)


async def change(
    name: str,
    time_zone: str,
    *,
    notice_hours: int,
    answer_hours: int | None,
    sooner_hours: int | None,
    holiday_region: str,
    by: Staff,
) -> None:
    """What a provider says of itself and how it plans; sessions keep what was agreed.

    Rule: S2 S7 S8 S17. Shape: holiday_region was checked. Errors: Forbidden, Invalid (name,
    time_zone, notice_hours, answer_hours, sooner_hours); nothing is written.
    """
    known = await changeable(by.provider_id, by=by)
    values: dict[Any, Any] = {
        Provider.name: names.checked(name),
        Provider.time_zone: time_zones.checked(time_zone),
        Provider.holiday_region: holiday_region,
        **_planning(notice_hours, answer_hours, sooner_hours),
    }
    async with database.transaction():
        await Provider.update(values).where(Provider.id == known.id)
        await shown.provider(known.id)


async def allow_space(document_megabytes: int, *, by: Staff) -> None:
    """How much the files of each connection may take from now on; what is there stays. Rule: D3.

    Errors: Forbidden, Invalid (document_megabytes); nothing is written.
    """
    known = await changeable(by.provider_id, by=by)
    if not DOCUMENT_MEGABYTES_LEAST <= document_megabytes <= DOCUMENT_MEGABYTES_MOST:
        raise Invalid("document_megabytes", "out_of_range")
    values: dict[Any, Any] = {Provider.document_megabytes: document_megabytes}
    await Provider.update(values).where(Provider.id == known.id)


def _planning(
    notice_hours: int, answer_hours: int | None, sooner_hours: int | None
) -> dict[Any, Any]:
    if not 0 <= notice_hours <= NOTICE_HOURS_MOST:
        raise Invalid("notice_hours", "out_of_range")
    if answer_hours is not None and not 1 <= answer_hours <= NOTICE_HOURS_MOST:
        raise Invalid("answer_hours", "out_of_range")
    if sooner_hours is not None and not 1 <= sooner_hours <= SOONER_HOURS_MOST:
        raise Invalid("sooner_hours", "out_of_range")
    return {
        Provider.notice_hours: notice_hours,
        Provider.answer_hours: answer_hours,
        Provider.sooner_hours: sooner_hours,
    }
