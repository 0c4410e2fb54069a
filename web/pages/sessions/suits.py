"""When the family of a new session usually has time, and what would suit everybody. Rule: S17."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from domain.accounts.visitor import Visitor
from domain.availability import family_time, picture
from domain.availability.family_time import FamilyTime
from domain.availability.plan import Plan
from domain.profiles.actor import Staff
from domain.providers.service import Service
from domain.sessions.learner import Learner
from domain.sessions.session import Session
from web.pages.sessions.words import minutes
from web.words import ranges, weeks, zones
from web.words.formats import Formats
from web.words.translations import N_, say

LOOKED_AHEAD = timedelta(days=13)
MOST = 3
USUALLY = N_("%(name)s hat meist Zeit: %(times)s.")
ELSEWHERE = N_("Da hat %(name)s sonst keine Zeit.")


class Suits(NamedTuple):
    """Shape: usually is a sentence or ""; slots as (value of `slot`, "Do 3. Dez, 16:15"); times as
    the family of the one named said them; planned says for whom, where there is something to see in
    the week.
    """

    usually: str = ""
    slots: tuple[tuple[str, str], ...] = ()
    name: str = ""
    times: tuple[FamilyTime, ...] = ()
    planned: str = ""
    week: str = weeks.address(())

    def of_time(
        self, starts_at: datetime | None, booked: Service | None, language: str
    ) -> list[str]:
        """That the child has no time then, as far as that is known."""
        if starts_at is None or booked is None or not self.times:
            return []
        ends_at = starts_at + timedelta(minutes=booked.duration_minutes)
        is_free = family_time.fits(starts_at, ends_at, self.times)
        return [] if is_free else [say(language, ELSEWHERE, name=self.name)]


class Wanted(NamedTuple):
    """What is looked for a time for. Shape: family where it is of one alone."""

    learners: tuple[UUID, ...]
    service: UUID
    minutes: int
    family: UUID | None = None


async def of(learner: Learner | None, booked: Service | None, educator: Visitor[Staff]) -> Suits:
    """Nothing where the family has said nothing."""
    times = await family_time.of(learner.id, learner.family) if learner else []
    if not learner or not times:
        return Suits()
    language = educator.language
    said = ranges.said(times, language)
    return Suits(
        say(language, USUALLY, name=learner.name, times=said),
        await slots(_wanted(learner, booked), [times], educator) if booked else (),
        learner.name,
        tuple(times),
        weeks.planned([learner.id]),
        weeks.address([learner.id]),
    )


async def to_move(session: Session, educator: Visitor[Staff]) -> tuple[tuple[str, str], ...]:
    """Where to a session could be moved. Rule: S10 S17. Shape: as slots."""
    times = await family_time.of(session.learner, session.family)
    length = minutes(session)
    wanted = Wanted((session.learner,), session.service, length, session.family)
    return await slots(wanted, [times], educator) if times else ()


async def slots(
    wanted: Wanted, times: Sequence[Sequence[FamilyTime]], educator: Visitor[Staff]
) -> tuple[tuple[str, str], ...]:
    """The first on each of the next days on which the educator is free too, and nobody is taught
    elsewhere. Shape: times of each who is to have time then.

    Choice: only within the educator's own hours; who said none is free at no time of theirs.
    """
    here = zones.named(educator.time_zone)
    today = zones.today(here)
    last = today + LOOKED_AHEAD
    known = await picture.read(
        educator.profile_id, today, last, family=wanted.family, learners=wanted.learners
    )
    length = timedelta(minutes=wanted.minutes)
    free = Plan(known, wanted.service, wanted.minutes).starts(today, last)
    first = {
        start.astimezone(here).date(): start
        for start in reversed(free)
        if all(family_time.fits(start, start + length, said) for said in times)
    }
    formats = Formats(educator.language)
    with zones.reading_in(educator.time_zone):
        return tuple(
            (f"{zones.local(at):%Y-%m-%dT%H:%M}", formats.moment(at))
            for at in sorted(first.values())[:MOST]
        )


def _wanted(learner: Learner, booked: Service) -> Wanted:
    return Wanted((learner.id,), booked.id, booked.duration_minutes, learner.family)
