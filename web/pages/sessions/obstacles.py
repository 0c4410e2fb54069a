"""What stands in the way of confirming, in words: on a card and on Meeting-Info. Rule: S4 K3."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from domain.accounts.visitor import Visitor
from domain.credits import asking, package
from domain.credits.package import Source
from domain.profiles.actor import Actor, Child, Guardian
from domain.sessions import asked, obstacle
from domain.sessions.asked import Asked
from domain.sessions.listed import Listed
from domain.sessions.obstacle import Obstacle
from domain.sessions.session import Session
from web.words.refusals import TAKEN
from web.words.translations import N_, say, words

ASKED = N_("%(name)s weiß Bescheid.")
ENDED = N_("Eure Credits enden vor diesem Tag.")


class Said(NamedTuple):
    """Shape: obstacle "" where there is none; asking_address where "Um Credits bitten" goes, ""
    where that is of no use or was done.
    """

    obstacle: str = ""
    asking_address: str = ""


def said(
    barrier: Obstacle, session: UUID, provider: UUID, name: str, language: str, *, has_asked: bool
) -> Said:
    """Shape: name is who gives credits."""
    if barrier.taken:
        return Said(say(language, TAKEN[barrier.taken]))
    if not barrier.missing:
        return Said()
    missing = _missing(barrier, language)
    if has_asked:
        return Said(f"{missing} {say(language, ASKED, name=name)}")
    return Said(missing, f"/providers/{provider}/account/credit-request?session={session}")


async def of(session: Session, reader: Visitor[Actor]) -> Said:
    """Of one session that the reader could confirm. Choice: a child hears nothing of credits."""
    if isinstance(reader.actor, Child):
        return Said()
    more = await asked.of_session(session)
    barrier = obstacle.of(more, await package.sources([session.connection]))
    if not isinstance(reader.actor, Guardian):
        return _to_educator(barrier, session, reader.language)
    has_asked = bool(barrier.missing) and await asking.has_asked(session.connection)
    name = session.educator_name
    language = reader.language
    return said(barrier, session.id, session.provider, name, language, has_asked=has_asked)


def _to_educator(barrier: Obstacle, session: Session, language: str) -> Said:
    """Of a request. Rule: S5 K3."""
    if barrier.taken:
        return Said(say(language, TAKEN[barrier.taken]))
    if not barrier.missing:
        return Said()
    text = words(language).ngettext(
        "Familie %(name)s fehlt dafür %(n)s Credit.",
        "Familie %(name)s fehlen dafür %(n)s Credits.",
        barrier.missing,
    )
    return Said(text % {"name": session.family_name, "n": barrier.missing})


async def of_listed(
    waiting: Sequence[tuple[Listed, Asked]], sources: Sequence[Source], language: str
) -> list[Said]:
    """Of those in a list that a guardian could confirm. No query where no credits are missing.

    Shape: one each, empty for what was confirmed a moment ago.
    """
    barriers = [
        obstacle.of(more, sources) if row.state == "pending" else Obstacle()
        for row, more in waiting
    ]
    short = {more.connection for (_, more), it in zip(waiting, barriers, strict=True) if it.missing}
    told = {each for each in short if await asking.has_asked(each)}
    return [
        said(it, row.id, more.provider, row.educator, language, has_asked=more.connection in told)
        for (row, more), it in zip(waiting, barriers, strict=True)
    ]


def _missing(barrier: Obstacle, language: str) -> str:
    if barrier.is_ended:
        return say(language, ENDED)
    text = words(language).ngettext(
        "Dafür fehlt euch %(n)s Credit.", "Dafür fehlen euch %(n)s Credits.", barrier.missing
    )
    return text % {"n": barrier.missing}
