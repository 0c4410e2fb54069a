"""Profiles: who is using the app now."""

from enum import Enum

from piccolo.columns import UUID, Boolean, ForeignKey, Integer, OnDelete, SmallInt, Timestamptz
from piccolo.columns import Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain.accounts.account import Account
from domain.profiles.family import Family


class Kind(str, Enum):
    GUARDIAN = "guardian"
    CHILD = "child"
    EDUCATOR = "educator"
    MANAGER = "manager"


class Language(str, Enum):
    GERMAN = "de"
    ENGLISH = "en"


class Profile(Table, tablename="profiles"):
    """A guardian, a child, an educator or an organisation's manager.

    Shape: `account` is null for a child without a login of its own; `family` is null for those
    who are in none; `colour` is 0..7; `time_zone` is an IANA name, empty until the first login.
    """

    id = UUID(primary_key=True, default=UUID4())
    account = ForeignKey(
        references=Account, null=True, default=None, on_delete=OnDelete.restrict, index=True
    )
    family = ForeignKey(
        references=Family, null=True, default=None, on_delete=OnDelete.restrict, index=True
    )
    kind = Varchar(length=16, choices=Kind)
    name = Varchar(length=120)
    colour = SmallInt(default=0)
    language = Varchar(length=2, default="de", choices=Language)
    time_zone = Varchar(length=64, default="Europe/Berlin")
    may_confirm = Boolean(default=False)
    revision = Integer(default=0)
    created_at = Timestamptz()
