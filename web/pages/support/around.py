"""What stands around a conversation with the support: its state, for supporters its whole case.

Rule: C6.
"""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID, uuid4

from domain.accounts.visitor import Visitor
from domain.conversations import conversation
from domain.conversations.conversation import Conversation
from domain.profiles.actor import Actor, Supporter
from domain.support import case, note, ready_answer, supporter
from domain.support.case import State
from web import forms, inputs
from web.access import Request
from web.forms import Form
from web.pages.notifications import reading
from web.words import support
from web.words.translations import N_, say

MOVES = {
    State.OPEN: ((State.WAITING, N_("Wartet auf Antwort")), (State.CLOSED, N_("Erledigt"))),
    State.WAITING: ((State.OPEN, N_("Wieder offen")), (State.CLOSED, N_("Erledigt"))),
    State.CLOSED: ((State.OPEN, N_("Wieder offen")),),
}
"""What a supporter may say of it next."""
NOBODY = N_("Niemand")


class Shown(NamedTuple):
    """Shape: moves and assignees are rows of (value, words); notes and answers as the domain's;
    what follows state is empty for who asks; key is for the next note.
    """

    address: str
    state: str
    state_words: str = ""
    kind: str = ""
    by_mail: str = ""
    moves: Sequence[tuple[str, str]] = ()
    assignee: str = ""
    assignee_name: str = ""
    assignees: Sequence[tuple[str, str]] = ()
    notes: Sequence[note.Note] = ()
    answers: Sequence[ready_answer.ReadyAnswer] = ()
    key: UUID | None = None


async def of(one: Conversation, reader: Visitor[Actor]) -> dict[str, object]:
    """What the page of a conversation shows beside it. Shape: list is where it stands in a row."""
    if one.asker is None:
        return {"list": "/conversations", "case": None}
    by = reader.actor
    if not isinstance(by, Supporter):
        return {"list": "/conversations", "case": Shown(f"/support/{one.id}", one.state)}
    return {
        "list": "/support",
        "case": await _of_supporter(one, by, reader.language),
        **await reading.unread(reader, conversation.talk(one.id)),
    }


async def begun(request: Request, one: Conversation, reader: Visitor[Actor]) -> Form | None:
    """The field with the ready answer that was chosen, which the address says."""
    chosen = request.query_params.get("answer", "")
    if not chosen or one.asker is None or not isinstance(reader.actor, Supporter):
        return None
    known = {str(each.id): each.words for each in await ready_answer.every(by=reader.actor)}
    return forms.blank(request, words=known.get(inputs.cleaned(chosen), ""))


async def _of_supporter(one: Conversation, by: Supporter, language: str) -> Shown:
    now = await case.of(one, by=by)
    return Shown(
        f"/support/{one.id}",
        now.state,
        say(language, support.STATES[now.state]),
        say(language, support.KINDS[now.kind]),
        one.address,
        [(to, say(language, words)) for to, words in MOVES[State(now.state)]],
        str(now.assignee or ""),
        now.assignee_name or "",
        [("", say(language, NOBODY)), *await _supporters()],
        await note.of(one, by=by),
        await ready_answer.every(by=by),
        uuid4(),
    )


async def _supporters() -> list[tuple[str, str]]:
    return [(str(each.profile), each.name) for each in await supporter.every()]
