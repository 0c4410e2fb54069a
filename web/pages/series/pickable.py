"""Pickable: what of a series waits for the reader, and what speaks against it. Rule: S7."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from domain import clock
from domain.credits import available, package, taking
from domain.credits.package import Source
from domain.profiles.actor import Actor
from domain.sessions import answerable, asked
from domain.sessions.asked import Asked
from domain.sessions.session import Session


class Pickable(NamedTuple):
    """What waits for the reader's answer, and what there is to say of it."""

    dates: list[Session]
    asked: Mapping[UUID, Asked]
    sources: list[Source]
    covered: int

    @property
    def possible(self) -> list[Session]:
        return [each for each in self.dates if not self.taken(each)]

    def taken(self, session: Session) -> str:
        """Whose time, or ""."""
        more = self.asked[session.id]
        if more.is_educator_taken:
            return "educator"
        return "learner" if more.is_learner_taken else ""


async def read(dates: Sequence[Session], by: Actor) -> Pickable:
    now = clock.now()
    # What is moved is answered on its own page, with both times.
    asked_for = [each for each in dates if each.is_waiting(now) and not each.is_move]
    open_ = [each for each in asked_for if answerable.may_answer(each, by=by)]
    if not open_:
        return Pickable([], {}, [], 0)
    more = {each.id: each for each in await asked.of_sessions(open_)}
    sources = await package.sources([open_[0].connection])
    pickable = Pickable(open_, more, sources, 0)
    wanted = [(available.day_of(each), each.credits) for each in pickable.possible]
    return pickable._replace(covered=taking.covered(wanted, sources))
