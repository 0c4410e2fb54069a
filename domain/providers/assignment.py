"""Assignments: which educators of a provider teach a family. Rule: B5."""

from piccolo.columns import UUID, ForeignKey, OnDelete, Text, Timestamptz
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain.profiles.profile import Profile
from domain.providers.connection import Connection


class Assignment(Table, tablename="assignments"):
    """Rule: S13. Shape: the first are written by `connection.make`; ended ones are kept, so that
    who taught whom when stays known; meeting_url is the room of this family, empty for the
    educator's own.
    """

    id = UUID(primary_key=True, default=UUID4())
    connection = ForeignKey(Connection, on_delete=OnDelete.restrict, null=False)
    educator = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    meeting_url = Text(default="")
    created_at = Timestamptz()
    ended_at = Timestamptz(null=True, default=None)
