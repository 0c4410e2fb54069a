"""A move that waits for a guardian's answer: one card, with both times. Rule: S10.

Shape: partials/sessions/waiting.html; what each answer leads to is said there, and again before it
is confirmed, for that cannot be taken back.
"""

from collections.abc import Sequence

from domain.accounts.visitor import Visitor
from domain.credits import available, part, taking
from domain.credits.package import Source
from domain.credits.part import Part
from domain.profiles.actor import Actor
from domain.sessions import obstacle
from domain.sessions.obstacle import Obstacle
from web.pages.sessions import move_answers, waiting
from web.pages.sessions.obstacles import Said
from web.pages.sessions.waiting import Answerable
from web.pages.sessions.waiting_dates import Dates
from web.words import repeating
from web.words.formats import Formats


async def held(moves: Sequence[Dates]) -> list[Part]:
    """What the old times hold that stand still. One query, none where there are none."""
    old = [more.old for dates in moves for _, more in dates if more.old and more.leaves_old]
    return await part.of_sessions(old) if old else []


def barrier(dates: Dates, sources: Sequence[Source], parts: Sequence[Part]) -> Obstacle:
    """What stands in the way of all of it. Rule: S4 K3. Shape: the old times give way first."""
    given_back = {more.old for _, more in dates}
    left = part.given_back(sources, [each for each in parts if each.session in given_back])
    own = [each for each in left if each.connection == dates[0][1].connection]
    obstacles = [obstacle.of(more, own) for _, more in dates]
    if taken := next((each for each in obstacles if each.taken), None):
        return taken
    missing = sum(taking.take(more.day, more.credits, own).missing for _, more in dates)
    ended = available.among(own, dates[0][1].day).ended
    return Obstacle(missing, 0 < missing <= ended)


def card(dates: Dates, in_the_way: Said, reader: Visitor[Actor]) -> Answerable:
    """Within zones.reading_in()."""
    (row, more), language, stands = dates[0], reader.language, dates[0][1].leaves_old
    asks = waiting.card(row, more, in_the_way, reader)._replace(
        question_address=f"/sessions/{row.id}/confirmation"
    )
    if len(dates) > 1:
        date = repeating.starting([each.starts_at for each, _ in dates], language)
        return asks._replace(date=date, old=move_answers.several(stands=stands, language=language))
    said = Formats(language)
    new, old = said.moment(row.starts_at), said.moment(more.old_starts_at or row.starts_at)
    old = move_answers.both(new, old, stands=stands, is_sooner=more.is_sooner, language=language)
    return asks._replace(old=old, sooner_address=asks.question_address if more.is_sooner else "")
