"""Rules: how an educator's free time becomes slots, one row each. Rule: S6 S5."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID as Id
from uuid import uuid4

from piccolo.columns import UUID, ForeignKey, OnDelete, SmallInt, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import database, topics
from domain.errors import Invalid
from domain.profiles import time_zone as time_zones
from domain.profiles.actor import Staff
from domain.profiles.profile import Profile

BUFFER_MINUTES = range(241)
MINIMUM_NOTICE_HOURS = range(721)
WINDOW_DAYS = range(1, 367)
MOST = range(1, 1001)
GRIDS_MINUTES = (15, 30, 60, 0)
ANSWER_HOURS = range(1, 337)

_COLUMNS = """
time_zone, buffer_before_minutes, buffer_after_minutes, minimum_notice_hours, window_days,
day_most, week_most, grid_minutes, answer_hours
"""
ASKED = ", ".join(["p.time_zone", *(f"r.{name.strip()}" for name in _COLUMNS.split(","))])
"""The columns of read(), of what stands in PROFILES."""
NOTHING = f"'', ''{', 0' * (ASKED.count(',') - 1)}"
"""As many columns, for the other parts of a union."""
PROFILES = "profiles p LEFT JOIN availability_rules r ON r.educator = p.id"
_OF = f"SELECT {ASKED} FROM {PROFILES} WHERE p.id = {{}}"
_INSERT = f"""
INSERT INTO availability_rules (id, educator, {_COLUMNS})
VALUES ({{}}, {{}}, {{}}, {{}}, {{}}, {{}}, {{}}, {{}}, {{}}, {{}}, {{}})
"""
_CHOOSE = f"""{_INSERT}
ON CONFLICT (educator) DO UPDATE SET time_zone = excluded.time_zone,
  buffer_before_minutes = excluded.buffer_before_minutes,
  buffer_after_minutes = excluded.buffer_after_minutes,
  minimum_notice_hours = excluded.minimum_notice_hours, window_days = excluded.window_days,
  day_most = excluded.day_most, week_most = excluded.week_most,
  grid_minutes = excluded.grid_minutes, answer_hours = excluded.answer_hours
"""
_LOCKED = "SELECT id FROM availability_rules WHERE educator = {}"
_BEGIN = f"{_INSERT} ON CONFLICT (educator) DO NOTHING"


class RulesRow(Table, tablename="availability_rules"):
    """Shape: time_zone is the one in which hours, exceptions and absences are meant; grid_minutes
    0 is right after each other; day_most and week_most null are as many as fit; answer_hours is
    how long a request waits for its answer. Units: minutes, elapsed hours, days.
    """

    id = UUID(primary_key=True, default=UUID4())
    educator = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False, unique=True)
    time_zone = Varchar(64)
    buffer_before_minutes = SmallInt()
    buffer_after_minutes = SmallInt()
    minimum_notice_hours = SmallInt()
    window_days = SmallInt()
    day_most = SmallInt(null=True, default=None)
    week_most = SmallInt(null=True, default=None)
    grid_minutes = SmallInt()
    answer_hours = SmallInt()

    S6_buffers = Check(
        "buffer_before_minutes BETWEEN 0 AND 240 AND buffer_after_minutes BETWEEN 0 AND 240"
    )
    S6_notice_and_window = Check(
        "minimum_notice_hours BETWEEN 0 AND 720 AND window_days BETWEEN 1 AND 366"
    )
    S6_most = Check("day_most > 0 AND week_most > 0")
    S6_grid = Check("grid_minutes IN (0, 15, 30, 60)")
    S5_time_to_answer = Check("answer_hours BETWEEN 1 AND 336")


class Rules(NamedTuple):
    """Shape and units: as the row. What nobody chose is what most would."""

    time_zone: str
    buffer_before_minutes: int = 0
    buffer_after_minutes: int = 0
    minimum_notice_hours: int = 24
    window_days: int = 56
    day_most: int | None = None
    week_most: int | None = None
    grid_minutes: int = 30
    answer_hours: int = 48


async def of(educator: Id) -> Rules:
    """One query. Shape: the usual ones, where the profile is, while nothing was chosen."""
    (row,) = await database.rows(_OF, educator)
    return read(row)


def read(row: Sequence[Any]) -> Rules:
    """From the columns of ASKED."""
    here, zone, *chosen = row
    return Rules(here) if zone is None else Rules(zone, *chosen)


async def choose(rules: Rules, *, by: Staff) -> None:
    """Sets them; sessions keep what was agreed. Errors: Invalid (the field), nothing is written."""
    _check(rules)
    async with database.transaction():
        await database.rows(_CHOOSE, uuid4(), by.profile_id, *rules)
        changed(by.profile_id)


async def locked(educator: Id) -> bool:
    """Lets one after the other take a time of this educator, until the transaction ends.

    Shape: whether there is anything to take; who never said a rule has no hours either.
    """
    sql = _LOCKED + database.FOR_UPDATE[database.dialect()]
    return await database.row(sql, educator) is not None


async def begin(by: Staff) -> None:
    """Keeps the zone in which hours are meant from the first one on; within a transaction."""
    await database.rows(_BEGIN, uuid4(), by.profile_id, *await of(by.profile_id))
    await locked(by.profile_id)


def changed(educator: Id) -> None:
    """Says to pages that show when somebody works that they are out of date."""
    topics.touch(topics.name("people", educator))


def _check(rules: Rules) -> None:
    time_zones.checked(rules.time_zone)
    for field, allowed in (
        ("buffer_before_minutes", BUFFER_MINUTES),
        ("buffer_after_minutes", BUFFER_MINUTES),
        ("minimum_notice_hours", MINIMUM_NOTICE_HOURS),
        ("window_days", WINDOW_DAYS),
        ("day_most", MOST),
        ("week_most", MOST),
        ("grid_minutes", GRIDS_MINUTES),
        ("answer_hours", ANSWER_HOURS),
    ):
        value = getattr(rules, field)
        if value is not None and value not in allowed:
            raise Invalid(field, "out_of_range")
