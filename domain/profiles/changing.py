"""What somebody says of a profile, as who may change it. Rule: A8 A12."""

from typing import Any
from uuid import UUID as Id

from domain import database, names, reach
from domain.profiles import changeable, colours, creatures, languages, shown
from domain.profiles import time_zone as time_zones
from domain.profiles.actor import Actor, Guardian
from domain.profiles.profile import Profile

_WITH_CHILDREN = f"""
UPDATE profiles SET time_zone = {{}} WHERE account IS NULL AND id IN ({reach.CHILDREN_OF_FAMILY})
"""


async def rename(
    profile: Id, name: str, colour: int | None = None, creature: int | None = None, *, by: Actor
) -> None:
    """Errors: NotFound, Forbidden, Invalid (name, colour, creature); nothing is written."""
    await changeable.must_be(profile, by=by)
    await _change(profile, _named(name, colour, creature))


async def change(
    profile: Id,
    name: str,
    colour: int | None = None,
    creature: int | None = None,
    *,
    language: str,
    time_zone: str,
    by: Actor,
) -> None:
    """Everything that somebody says of themselves. Rule: A12.

    Errors: NotFound, Forbidden, Invalid (name, colour, creature, language, time_zone); nothing is
    written.
    """
    await changeable.must_be(profile, by=by)
    values = _named(name, colour, creature)
    values[Profile.language] = languages.checked(language)
    values[Profile.time_zone] = time_zones.checked(time_zone)
    await _change(profile, values)


async def follow(profile: Id, language: str, time_zone: str, *, by: Actor) -> None:
    """Takes the language or the zone of the device in hand; "" leaves what is.

    Rule: A12. Choice: the zone of a guardian's device is that of the children who have none of
    their own. Errors: NotFound, Forbidden, Invalid (language, time_zone); nothing is written.
    """
    await changeable.must_be(profile, by=by)
    values = _spoken(language, time_zone)
    if not values:
        return
    async with database.transaction():
        await _change(profile, values)
        if time_zone and isinstance(by, Guardian):
            await database.rows(_WITH_CHILDREN, time_zone, by.family_id)


async def _change(profile: Id, values: dict[Any, Any]) -> None:
    async with database.transaction():
        await Profile.update(values).where(Profile.id == profile)
        await shown.profile(profile)


def _named(name: str, colour: int | None, creature: int | None) -> dict[Any, Any]:
    values: dict[Any, Any] = {Profile.name: names.checked(name)}
    if colour is not None:
        values[Profile.colour] = colours.checked(colour)
    if creature is not None:
        values[Profile.creature] = creatures.checked(creature)
    return values


def _spoken(language: str, time_zone: str) -> dict[Any, Any]:
    """Shape: "" says nothing. Errors: Invalid (language, time_zone)."""
    values: dict[Any, Any] = {}
    if language:
        values[Profile.language] = languages.checked(language)
    if time_zone:
        values[Profile.time_zone] = time_zones.checked(time_zone)
    return values
