"""A tie: the child or the session that a document is for; most are for a whole family. Rule: D1."""

from typing import NamedTuple
from uuid import UUID as Id

from domain import reach
from domain.errors import Invalid
from domain.profiles import members
from domain.profiles.actor import Actor, Child
from domain.reach import Clause
from domain.sessions.session import Session

COLUMNS = "l.name, s.id, s.service_name, s.starts_at"


class Tie(NamedTuple):
    """Shape: what is for a session is for whoever learns in it."""

    learner: Id | None = None
    session: Id | None = None


NONE = Tie()


def to_session(one: Session) -> Tie:
    return Tie(one.learner, one.id)


async def to_learner(learner: Id, family: Id, *, by: Actor) -> Tie:
    """Choice: a child ties what it shares to itself alone. Errors: Invalid."""
    known = {each.id for each in await members.learners(family)}
    if learner not in known or (isinstance(by, Child) and learner != by.profile_id):
        raise Invalid("learner", "not_offered")
    return Tie(learner)


def joins(by: Actor) -> Clause:
    """To stand behind a document called d: the child l, and the session s where the reader reaches
    it. Choice: an adult who learns alone is not named.
    """
    reached = reach.sessions(by)
    sql = (
        "LEFT JOIN profiles l ON l.id = d.learner AND l.kind = 'child'"
        f" LEFT JOIN sessions s ON s.id = d.session AND {reached.sql}"
    )
    return Clause(sql, reached.values)
