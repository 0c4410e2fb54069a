"""What a document can be for, to choose from: as where it is sent, and near sessions. Rule: D1."""

from collections.abc import Sequence
from uuid import UUID

from domain.accounts.visitor import Visitor
from domain.documents import tie, tying
from domain.documents.document import Document
from domain.documents.tie import Tie
from domain.documents.tying import Near
from domain.errors import Invalid
from domain.profiles.actor import Actor, Child
from web.pages.documents import shared
from web.words import zones
from web.words.formats import Formats
from web.words.translations import say


async def offered(one: Document, person: Visitor[Actor]) -> list[tuple[str, str]]:
    """Shape: id or "", and text."""
    near = await tying.near(one, by=person.actor)
    return [*await _people(one, person), *_sessions(near, person)]


async def read(typed: str, one: Document, by: Actor) -> Tie:
    """What was chosen. Errors: Invalid."""
    if not typed:
        return tie.NONE
    for each in await tying.near(one, by=by):
        if str(each.id) == typed:
            return Tie(each.learner, each.id)
    return await tie.to_learner(_id(typed), one.family, by=by)


def _id(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        raise Invalid("learner", "not_offered") from None


async def _people(one: Document, person: Visitor[Actor]) -> list[tuple[str, str]]:
    is_child = isinstance(person.actor, Child)
    known = [] if is_child else await shared.learners(one.family, person.language)
    return known or [("", say(person.language, shared.WHOLE))]


def _sessions(near: Sequence[Near], person: Visitor[Actor]) -> list[tuple[str, str]]:
    said = Formats(person.language)
    with zones.reading_in(person.time_zone):
        return [
            (str(one.id), f"{one.learner_name}: {one.service_name}, {said.moment(one.starts_at)}")
            for one in near
        ]
