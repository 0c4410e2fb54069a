"""Whose settings these are: a child in a guardian's hands has none."""

from domain.accounts.visitor import Visitor
from domain.errors import Forbidden
from domain.profiles import profile


async def own(person: Visitor) -> None:
    """Lets a child in only where it logged in by itself. Rule: A8. Errors: Forbidden."""
    if person.is_child and (await profile.by_id(person.profile_id)).account != person.account_id:
        raise Forbidden


def grown_up(person: Visitor) -> None:
    """Errors: Forbidden."""
    if person.is_child:
        raise Forbidden
