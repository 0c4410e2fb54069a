"""A provider: what a family books with."""

from enum import StrEnum
from uuid import UUID as Id

from piccolo.columns import UUID, Integer, SmallInt, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import clock
from domain.errors import Invalid, NotFound

NOTICE_HOURS_DEFAULT = 24
NOTICE_HOURS_MOST = 14 * 24


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
    if not name.strip():
        raise Invalid("name", "missing")
    provider = Provider(kind=kind, name=name.strip(), time_zone=time_zone, created_at=clock.now())
    await provider.save()
    return provider


async def by_id(provider: Id) -> Provider:
    """Errors: NotFound."""
    found = await Provider.objects().get(Provider.id == provider)
    if found is None:
        raise NotFound
    return found


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
