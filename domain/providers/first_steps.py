"""First steps: how far a new provider has come."""

from typing import NamedTuple

from domain import database
from domain.profiles.actor import Educator, Staff

_FIRST_STEPS = """
SELECT EXISTS (SELECT 1 FROM services WHERE provider = {}),
  EXISTS (SELECT 1 FROM invitations WHERE provider = {}),
  EXISTS (SELECT 1 FROM connections WHERE provider = {}),
  EXISTS (SELECT 1 FROM sessions WHERE provider = {}),
  EXISTS (SELECT 1 FROM providers WHERE id = {} AND kind = 'organisation')
"""


class FirstSteps(NamedTuple):
    """How far a new provider has come."""

    has_service: bool
    has_invitation: bool
    has_family: bool
    has_session: bool

    @property
    def are_done(self) -> bool:
        return self.has_service and self.has_invitation and self.has_session


async def of(*, by: Staff) -> FirstSteps | None:
    """Choice: shown to a new provider until the first session is proposed; in an organisation to
    its managers, who alone can take the first of them.
    """
    row = await database.row(_FIRST_STEPS, *([by.provider_id] * 5)) or (False,) * 5
    *steps, is_led = (bool(part) for part in row)
    return None if is_led and isinstance(by, Educator) else FirstSteps(*steps)
