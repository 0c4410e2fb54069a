"""What the reader of a conversation can answer there: the very cards of other pages. Rule: C3."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from domain import clock
from domain.accounts.visitor import Visitor
from domain.conversations.conversation import Conversation
from domain.conversations.happening import Happening
from domain.credits import package
from domain.profiles.actor import Actor, Guardian, Staff
from domain.sessions import asked as asking
from domain.sessions import todo
from domain.sessions.listed import Listed
from web.pages.calendar import task
from web.pages.calendar.todo import requested
from web.pages.sessions import answering
from web.pages.sessions.choice import Choice
from web.pages.sessions.waiting import Answerable
from web.words import zones

ASKS_EDUCATOR = (
    *("session.requested", "session.countered", "session.rescheduled"),
    *("session.objected",),
)
_SESSION = "/sessions/"


class Answer(NamedTuple):
    """Shape: one of the three, as partials/sessions/waiting.html, choosing.html with its choice, or
    calendar/_task.html takes it.
    """

    waiting: Answerable | None = None
    choice: Choice | None = None
    task: dict[str, Any] | None = None

    @property
    def is_undoable(self) -> bool:
        """Whether it was given a moment ago and can be taken back. Rule: S1."""
        return self.waiting is not None and bool(self.waiting.undo_until_iso)


Answers = Mapping[UUID, Answer]
"""By the sessions that they are about; of several the same one."""


async def of(one: Conversation, newest: Iterable[Happening], reader: Visitor[Actor]) -> Answers:
    """Shape: newest is the last that happened to each session. No query where nothing waits."""
    happened = list(newest)
    if isinstance(reader.actor, Guardian):
        return await _of_family(one, [each.listed for each in happened if each.listed], reader)
    if isinstance(reader.actor, Staff) and any(each.kind in ASKS_EDUCATOR for each in happened):
        return await _of_educator(reader.actor, reader)
    return {}


async def _of_family(
    one: Conversation, listed: list[Listed], reader: Visitor[Actor]
) -> dict[UUID, Answer]:
    rows = sorted(listed, key=lambda row: (row.starts_at, row.id))
    asked = await asking.asked(rows, clock.now())
    if not asked:
        return {}
    first, _ = answering.split(rows, asked, reader)
    choosing, waiting = await answering.cards(first, await package.sources([one.id]), reader)
    answers = {_acted_on(card): Answer(card) for card in waiting}
    answers |= {_acted_on(card): Answer(card, choice) for card, choice in choosing}
    of_proposal = {more.proposal: answers[row.id] for row, more in first if row.id in answers}
    return {
        row.id: of_proposal[more.proposal] for row, more in first if more.proposal in of_proposal
    }


def _acted_on(card: Answerable) -> UUID:
    return UUID(card.acts_on.removeprefix(_SESSION))


async def _of_educator(by: Staff, reader: Visitor[Actor]) -> dict[UUID, Answer]:
    waits, language = await todo.of(by, clock.now()), reader.language
    with zones.reading_in(reader.time_zone):
        asked = [(times, Answer(task=one)) for times, one in requested(waits.requested, language)]
        asked += [([row], Answer(task=task.wish(row, language))) for row in waits.wished]
        asked += [([row], Answer(task=task.objection(row, language))) for row in waits.objected]
    return {row.id: answer for times, answer in asked for row in times}
