"""First steps: how far a new provider has come, and what is next."""

from typing import NamedTuple
from uuid import UUID

from domain import database
from domain.profiles.actor import Educator, Staff

_FIRST_STEPS = """
SELECT v.kind = 'organisation', EXISTS (SELECT 1 FROM sessions s WHERE s.provider = v.id),
  EXISTS (SELECT 1 FROM services s WHERE s.provider = v.id),
  i.id, f.id, f.name,
  EXISTS (SELECT 1 FROM services s WHERE s.provider = v.id AND s.credits = 0)
    OR EXISTS (SELECT 1 FROM packages p WHERE p.connection = c.id)
FROM providers v
LEFT JOIN invitations i ON i.id = (
  SELECT j.id FROM invitations j WHERE j.provider = v.id ORDER BY j.created_at DESC, j.id LIMIT 1)
LEFT JOIN connections c ON c.id = (
  SELECT g.id FROM connections g WHERE g.provider = v.id AND g.ended_at IS NULL
  ORDER BY g.created_at DESC, g.id LIMIT 1)
LEFT JOIN families f ON f.id = c.family
WHERE v.id = {}
"""
STEPS = ("service", "invitation", "family", "credits", "session")


class FirstSteps(NamedTuple):
    """Shape: the newest invitation and family, None while there is none; has_credits is the
    family's, true also where something is offered that costs none.
    """

    has_service: bool
    invitation: UUID | None
    family: UUID | None
    family_name: str | None
    has_credits: bool

    @property
    def next(self) -> str:
        """The first that is not done. Choice: whoever has a family needs no invitation."""
        done = (self.has_service, self.invitation or self.family, self.family, self.has_credits)
        return next((STEPS[at] for at, is_done in enumerate(done) if not is_done), STEPS[-1])


async def of(*, by: Staff) -> FirstSteps | None:
    """None once a session was proposed. Choice: in an organisation they are shown to its managers,
    who alone can take the first of them.
    """
    row = await database.row(_FIRST_STEPS, by.provider_id)
    if row is None:
        return None
    is_led, has_session, has_service, invitation, family, family_name, has_credits = row
    if has_session or (is_led and isinstance(by, Educator)):
        return None
    return FirstSteps(bool(has_service), invitation, family, family_name, bool(has_credits))
