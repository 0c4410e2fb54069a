"""Who may change a profile. Rule: A8."""

from uuid import UUID as Id

from domain import database, reach
from domain.errors import Forbidden, NotFound, found
from domain.profiles.actor import Actor, Guardian
from domain.profiles.profile import Kind


async def must_be(profile: Id, *, by: Actor) -> None:
    """Oneself, or for a guardian a child of the family. Errors: NotFound, Forbidden.

    For a child there is nobody but itself. Rule: A8.
    """
    if profile == by.profile_id:
        return
    if not isinstance(by, Guardian):
        raise NotFound
    (role,) = found(await database.row(reach.ROLE_IN_FAMILY, profile, by.family_id))
    if role != Kind.CHILD:
        raise Forbidden
