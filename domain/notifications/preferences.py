"""Preferences: all that somebody chooses about being told, kept in one piece. Rule: N1 S14."""

from collections.abc import Collection, Mapping
from typing import NamedTuple
from uuid import UUID

from domain import database
from domain.notifications import chosen_channels, quiet_hours, quiet_span
from domain.notifications.channels import Channels
from domain.notifications.kind import Theme
from domain.notifications.quiet_span import Quiet
from domain.profiles import changeable
from domain.profiles.actor import Actor
from domain.profiles.profile import Profile
from domain.sessions import reminder

_OF = """
SELECT p.id, p.pushes_words, q.from_minute, q.until_minute, r.minutes_before, c.theme, c.channels
FROM profiles p LEFT JOIN quiet_hours q ON q.profile = p.id
LEFT JOIN reminder_times r ON r.profile = p.id LEFT JOIN chosen_channels c ON c.profile = p.id
WHERE p.id IN ({ids})
"""
_PUSH_WORDS = "UPDATE profiles SET pushes_words = {} WHERE id = {}"


class Wishes(NamedTuple):
    """Units: minutes before a session. Shape: chosen has only what is not usual;
    without pushes_words a push says only that there is something.
    """

    minutes: frozenset[int] = frozenset()
    chosen: Mapping[Theme, Channels] = {}
    quiet: Quiet | None = None
    pushes_words: bool = True


async def of(profiles: Collection[UUID]) -> dict[UUID, Wishes]:
    """What each of them chose; one query."""
    wishes = dict.fromkeys(profiles, Wishes())
    if not wishes:
        return wishes
    ids = [*wishes]
    for id, pushes_words, *hours, minutes, theme, way in await database.rows(
        _OF.format(ids=database.marks(ids)), *ids
    ):
        before = wishes[id]
        chosen = before.chosen if theme is None else {**before.chosen, Theme(theme): Channels(way)}
        times = before.minutes if minutes is None else before.minutes | {minutes}
        wishes[id] = Wishes(times, chosen, quiet_span.kept(*hours), bool(pushes_words))
    return wishes


async def choose(wished: Mapping[UUID, Wishes], *, by: Actor) -> None:
    """Keeps what is wished for oneself and the children of one's family, all or nothing.

    Errors: NotFound, Forbidden, Invalid (minutes_before).
    """
    async with database.transaction():
        # Two people who save at once come one after the other.
        await database.lock(Profile, sorted(wished))
        kept = await of(wished)
        for profile in sorted(wished):
            await changeable.must_be(profile, by=by)
            await _choose(profile, kept[profile], wished[profile], by)


async def _choose(profile: UUID, kept: Wishes, wished: Wishes, by: Actor) -> None:
    if wished.minutes != kept.minutes:
        await reminder.choose(profile, wished.minutes, by=by)
    if wished.chosen != kept.chosen:
        await chosen_channels.replace(profile, wished.chosen)
    if wished.quiet != kept.quiet:
        await quiet_hours.replace(profile, wished.quiet)
    if wished.pushes_words != kept.pushes_words:
        await database.rows(_PUSH_WORDS, wished.pushes_words, profile)
