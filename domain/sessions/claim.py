"""A claim: a time of an educator that nobody else can have for a while. Rule: S5 S6."""

from enum import StrEnum

from piccolo.columns import UUID, ForeignKey, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain.profiles.family import Family
from domain.profiles.profile import Profile
from domain.sessions.session_row import SessionRow


class Kind(StrEnum):
    """A request that waits for its answer, or a slot that somebody is choosing."""

    REQUEST = "request"
    CHOICE = "choice"


class Claim(Table, tablename="claims"):
    """Two of one educator never overlap (S6_no_overlap_of_claims, on both databases).

    Shape: starts_at and ends_at with the buffers of the service; what expired is deleted before
    another is made, since a constraint cannot know the time.
    Choice: made by nobody until requests come; here because S4 and S6 must not contradict.
    """

    id = UUID(primary_key=True, default=UUID4())
    educator = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    family = ForeignKey(Family, on_delete=OnDelete.restrict, null=False)
    session = ForeignKey(SessionRow, on_delete=OnDelete.restrict, null=True, default=None)
    kind = Varchar(16, choices=Kind)
    starts_at = Timestamptz()
    ends_at = Timestamptz()
    expires_at = Timestamptz()
    created_at = Timestamptz()

    S6_kind_of_claim = Check("kind IN ('request', 'choice')")
    S6_ends_after_start = Check("ends_at > starts_at")
