"""What stands in the way of confirming, in words: on a card and on Meeting-Info. Rule: S4 K3."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from domain.accounts.visitor import Visitor
from domain.agreements import urging
from domain.credits import asking, package, part
from domain.credits.package import Source
from domain.profiles.actor import Actor, Child, Guardian
from domain.sessions import asked, consent_urging, obstacle
from domain.sessions.asked import Asked
from domain.sessions.listed import Listed
from domain.sessions.obstacle import Obstacle
from domain.sessions.session import Session
from web.words.conflicts import TAKEN
from web.words.translations import N_, say, words

ASKED = N_("%(name)s weiß Bescheid.")
ENDED = N_("Eure Credits enden vor diesem Tag.")
AGREE, URGED = (
    N_("Zuerst muss ein Elternteil zustimmen: %(titles)s."),
    N_("Deine Eltern wissen Bescheid."),
)


class Said(NamedTuple):
    """Shape: obstacle "" where there is none; asking_address where "Um Credits bitten" goes, of a
    child "Um Zustimmung bitten", "" where that is of no use or was done.
    """

    obstacle: str = ""
    asking_address: str = ""


NOTHING = Said()


def said(
    barrier: Obstacle,
    session: UUID | None,
    provider: UUID,
    name: str,
    language: str,
    *,
    has_asked: bool,
    learner: str = "",
) -> Said:
    """Shape: name is who gives credits; session is where the answer to asking is shown, None for
    the page that asks; learner is whose time may be taken, "" where that is not known yet.
    """
    if barrier.taken or not barrier.missing:
        return _taken(barrier, learner, language)
    lacking = missing(barrier, language)
    if has_asked:
        return Said(f"{lacking} {say(language, ASKED, name=name)}")
    where = f"?session={session}" if session else ""
    return Said(lacking, f"/providers/{provider}/account/credit-request{where}")


async def of(session: Session, reader: Visitor[Actor]) -> Said:
    """Of one session that the reader could confirm."""
    return (await of_several([session], reader))[0]


async def of_several(sessions: Sequence[Session], reader: Visitor[Actor]) -> list[Said]:
    """Of each of a proposal that the reader could confirm. Choice: a child hears nothing of
    credits.
    """
    more = {each.id: each for each in await asked.of_sessions(sessions)}
    one, language = sessions[0], reader.language
    is_child = isinstance(reader.actor, Child)
    sources = () if is_child else await _sources(one, more[one.id])
    barriers = [obstacle.of(more[each.id], sources) for each in sessions]
    if is_child:
        first = await to_child(one, language)
        return [_taken(each, one.learner_name, language, first) for each in barriers]
    if not isinstance(reader.actor, Guardian):
        return [_to_educator(each, one, language) for each in barriers]
    return await _to_family(barriers, one, language)


async def missing_for(session: Session, reader: Visitor[Actor]) -> str:
    """What the family is short of for one like it, at any time; "" where it is not. Rule: K3."""
    more = await asked.of_session(session)
    barrier = obstacle.of(more, await package.sources([session.connection]))
    return missing(barrier, reader.language) if barrier.missing else ""


async def _sources(one: Session, more: Asked) -> Sequence[Source]:
    """What confirming may take from: what the old time holds goes over to the new one."""
    sources = await package.sources([one.connection])
    if more.old and more.leaves_old:
        return part.given_back(sources, await part.of_sessions([more.old]))
    return sources


async def to_child(one: Session, language: str) -> Said:
    """What its guardians have to agree to first. Rule: D5 S3."""
    lacking = await consent_urging.lacking_for(one)
    if lacking is None:
        return Said()
    text = say(language, AGREE, titles=", ".join(lacking.titles))
    if await urging.has_urged(lacking, one.learner):
        return Said(f"{text} {say(language, URGED)}")
    return Said(text, f"/sessions/{one.id}/consent-request")


async def _to_family(barriers: Sequence[Obstacle], one: Session, language: str) -> list[Said]:
    is_short = any(each.missing for each in barriers)
    has_asked = is_short and await asking.has_asked(one.connection)
    whom = (one.id, one.provider, one.educator_name, language)
    learner = one.learner_name
    return [said(each, *whom, has_asked=has_asked, learner=learner) for each in barriers]


def _to_educator(barrier: Obstacle, session: Session, language: str) -> Said:
    """Of a request. Rule: S5 K3."""
    if barrier.taken or not barrier.missing:
        return _taken(barrier, session.learner_name, language)
    text = words(language).ngettext(
        "Familie %(name)s fehlt dafür %(n)s Credit.",
        "Familie %(name)s fehlen dafür %(n)s Credits.",
        barrier.missing,
    )
    return Said(text % {"name": session.family_name, "n": barrier.missing})


async def of_listed(
    waiting: Sequence[tuple[Listed, Asked]], barriers: Sequence[Obstacle], language: str
) -> list[Said]:
    """Of those in a list that a guardian could confirm, one each. No query where no credits are
    missing.
    """
    short = {more.connection for (_, more), it in zip(waiting, barriers, strict=True) if it.missing}
    told = {each for each in short if await asking.has_asked(each)}
    return [
        said(
            it,
            row.id,
            more.provider,
            row.educator,
            language,
            has_asked=more.connection in told,
            learner=row.learner,
        )
        for (row, more), it in zip(waiting, barriers, strict=True)
    ]


def _taken(barrier: Obstacle, learner: str, language: str, otherwise: Said = NOTHING) -> Said:
    if not barrier.taken:
        return otherwise
    return Said(say(language, TAKEN[barrier.taken], learner=learner))


def missing(barrier: Obstacle, language: str) -> str:
    """What a family lacks."""
    if barrier.is_ended:
        return say(language, ENDED)
    text = words(language).ngettext(
        "Dafür fehlt euch %(n)s Credit.", "Dafür fehlen euch %(n)s Credits.", barrier.missing
    )
    return text % {"n": barrier.missing}
