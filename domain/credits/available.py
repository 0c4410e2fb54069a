"""What is available: a family's credits that one session may take. Rule: K2 K3."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from domain.credits import package
from domain.credits.package import Source
from domain.sessions.session import Session


class Available(NamedTuple):
    """What a family has for one session. Units: whole credits.

    Shape: free and overdraft run on the session's day; ended are free now and do not.
    """

    free: int
    overdraft: int
    ended: int

    def missing(self, needed: int) -> int:
        return max(0, needed - self.free - self.overdraft)


async def for_session(session: Session) -> Available:
    """What `hold.place` would take from. Rule: K2 K3."""
    return among(await package.sources([session.connection]), day_of(session))


def among(sources: Iterable[Source], day: date) -> Available:
    """The same of packages that were read before, on a day where the provider is."""
    running = [each for each in sources if each.runs_on(day)]
    ended = [each for each in sources if not each.runs_on(day)]
    return Available(
        sum(each.free for each in running),
        sum(each.overdraft for each in running),
        sum(each.free for each in ended),
    )


def day_of(session: Session) -> date:
    """The session's day where its provider is, by which packages end."""
    return package.local_day(session.starts_at, session.provider_zone)
