"""A child's session in a group, not stored yet. Rule: S18."""

from uuid import UUID, uuid4

from domain import clock
from domain.sessions.group import Group
from domain.sessions.session_row import SessionRow


def of(to: Group, key: UUID, connection: UUID, family: UUID, learner: UUID) -> SessionRow:
    """A child's session in it, not stored yet."""
    now = clock.now()
    return SessionRow(
        id=key,
        proposal=uuid4(),
        connection=connection,
        provider=to.provider,
        family=family,
        educator=to.educator,
        learner=learner,
        service=to.service,
        group_date=to.id,
        service_name=to.service_name,
        credits=to.credits,
        starts_at=to.starts_at,
        ends_at=to.ends_at,
        time_zone=to.time_zone,
        place=to.place,
        place_detail=to.place_detail,
        meeting_url=to.meeting_url,
        created_at=now,
        changed_at=now,
    )
