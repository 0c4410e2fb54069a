"""Families: guardians and children who plan together; an adult learner is a family of one."""

from piccolo.columns import UUID, Integer, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table


class Family(Table, tablename="families"):
    """Who plans together.

    Shape: `revision` rises with every change that somebody of the family could see on a page.
    """

    id = UUID(primary_key=True, default=UUID4())
    name = Varchar(length=120)
    revision = Integer(default=0)
    created_at = Timestamptz()
