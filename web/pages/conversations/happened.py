"""What happened between the messages of a thread, as cards. Rule: C3.

Shape: what follows each other of one kind, by one person and of one proposal is one card. The last
of what happened to a session has the session under it as it stands now, with what its reader can
do; what was before is a line.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from domain import clock
from domain.accounts.visitor import Visitor
from domain.conversations import happening
from domain.conversations.conversation import Conversation
from domain.conversations.happening import Happening
from domain.documents import listed as documents
from domain.documents.listed import Listed as Document
from domain.profiles.actor import Actor, Child, Staff
from domain.sessions.listed import Listed
from web.pages.conversations import answers
from web.pages.conversations.answers import Answer, Answers
from web.pages.documents import row as document_row
from web.pages.sessions import cards
from web.pages.sessions.words import SOMEBODY, STATES
from web.words import agreements, figures, history, session_credits, zones
from web.words.formats import Formats
from web.words.translations import N_, say

DOCUMENTS_MOST = 50
AHEAD = ("pending", "confirmed")
"""What is not over has a card, else a line says how it ended."""
CARDS_MOST = 3
"""More sessions of one card stand on the page of their series."""
SHARED = N_("%(name)s hat etwas geteilt")
SHARED_SEVERAL = N_("%(name)s hat %(count)s Dateien geteilt")
SEVERAL = N_("%(what)s: %(count)s Termine")
WHEN = N_("%(what)s: %(when)s")

Atom = tuple[datetime, Happening | Document]


class Happened(NamedTuple):
    """A card. Shape: address is where its text leads to, or empty; sessions are rows of
    partials/sessions/card.html, documents of partials/documents/row.html.
    """

    id: str
    at: datetime
    text: str
    address: str
    why: str
    lost: str
    answers: list[Answer]
    sessions: list[cards.Card]
    documents: list[document_row.Row]


async def between(
    one: Conversation, since: datetime | None, until: datetime | None, reader: Visitor[Actor]
) -> list[Happened]:
    """After and until then, in the order of time. Shape: None for no bound."""
    found = await happening.between(one, since, until, by=reader.actor)
    shared = await documents.between(one.id, since, until, DOCUMENTS_MOST, by=reader.actor)
    known = await answers.of(one, (each for each in found if each.is_newest), reader)
    found = _in_place(found, known)
    atoms: list[Atom] = [(each.at, each) for each in found]
    atoms += [(each.stored_at, each) for each in reversed(shared)]
    atoms.sort(key=lambda atom: atom[0])
    teller = _Teller(one, reader, known)
    with zones.reading_in(reader.time_zone):
        return [teller.card([each for _, each in act]) for _, act in groupby(atoms, _act)]


def _in_place(found: list[Happening], known: Answers) -> list[Happening]:
    """Choice: what was confirmed a moment ago stays where it was asked until that is final, so that
    nothing slides under a thumb. Rule: S1.
    """
    asked: dict[UUID, Happening] = {}
    placed = list[Happening]()
    for each in found:
        session = each.listed.id if each.listed else each.id
        before = asked.get(session)
        if each.is_newest and before and session in known and known[session].is_undoable:
            placed[placed.index(before)] = before._replace(is_newest=True)
            each = each._replace(is_newest=False)
        asked[session] = each
        placed.append(each)
    return placed


def _act(atom: Atom) -> tuple[object, ...]:
    each = atom[1]
    if isinstance(each, Document):
        return "document", each.by_name, each.side
    return each.kind, each.by_name, each.proposal or each.id


class _Teller:
    """Tells one reader of one conversation."""

    def __init__(self, one: Conversation, reader: Visitor[Actor], known: Answers) -> None:
        self._one, self._reader, self._known = one, reader, known
        self._language, self._now = reader.language, clock.now()

    def card(self, act: Sequence[Happening | Document]) -> Happened:
        """Within zones.reading_in()."""
        if isinstance(act[0], Document):
            return self._shared([each for each in act if isinstance(each, Document)])
        happened = [each for each in act if isinstance(each, Happening)]
        if happened[0].listed is None:
            return self._agreement(happened[0])
        return self._session(happened)

    def _shared(self, act: list[Document]) -> Happened:
        first, text = act[0], SHARED if len(act) == 1 else SHARED_SEVERAL
        said = say(self._language, text, name=first.by_name, count=len(act))
        rows = document_row.of(act, self._reader)
        return Happened(str(first.id), first.stored_at, said, "", "", "", [], [], rows)

    def _agreement(self, one: Happening) -> Happened:
        name = one.by_name or one.particulars.get("provider", "")
        values = {"name": name, "title": one.particulars.get("title", "")}
        text = say(self._language, agreements.HAPPENED[one.kind], **values)
        is_staff = isinstance(self._reader.actor, Staff)
        whose = f"families/{self._one.family}" if is_staff else f"providers/{self._one.provider}"
        return Happened(str(one.id), one.at, text, f"/{whose}/agreements", one.why, "", [], [], [])

    def _session(self, act: list[Happening]) -> Happened:
        first = act[0]
        newest = [each.listed for each in act if each.is_newest and each.listed]
        asked = [self._known[row.id] for row in newest if row.id in self._known]
        rows = [row for row in newest if row.id not in self._known and self._is_ahead(row)]
        shown = sorted(rows, key=_by_start) if len(rows) <= CARDS_MOST else []
        is_shown = bool(asked or shown)
        return Happened(
            str(first.id),
            first.at,
            self._text(act, names_time=not is_shown),
            "" if is_shown else _address(first),
            "" if asked else first.why,
            self._lost(first),
            _each_once(asked),
            cards.thread(shown, self._reader, self._now),
            [],
        )

    def _lost(self, one: Happening) -> str:
        """What it cost. Rule: S8. Choice: a child reads nothing of credits."""
        if isinstance(self._reader.actor, Child) or not one.particulars.get("credits"):
            return ""
        return session_credits.lost(one.kind, one.particulars, self._language)

    def _is_ahead(self, row: Listed) -> bool:
        return row.state in AHEAD and row.ends_at > self._now

    def _text(self, act: list[Happening], *, names_time: bool) -> str:
        """Shape: a card under it names the time itself."""
        first, language = act[0], self._language
        state, by_somebody, by_itself = history.TEXTS[first.kind]
        starts = sorted({each.listed.starts_at for each in act if each.listed})
        times = " · ".join(map(Formats(language).moment, starts[:CARDS_MOST]))
        values = {"name": first.by_name or say(language, SOMEBODY), "at": times}
        text = say(language, by_somebody or by_itself, **values, **figures.known())
        if len(starts) > CARDS_MOST:
            return say(language, SEVERAL, what=text, count=len(starts))
        if names_time and times not in text:
            text = say(language, WHEN, what=text, when=times)
        return " · ".join([text, *self._became(act, state)])

    def _became(self, act: list[Happening], state: str) -> list[str]:
        """How a session stands now, where nothing else is told of it."""
        rows = [each.listed for each in act if each.is_newest and each.listed]
        if len(act) > 1 or not rows or self._is_ahead(rows[0]) or rows[0].state == state:
            return []
        return [say(self._language, STATES[rows[0].state])]


def _address(one: Happening) -> str:
    assert one.listed is not None
    return f"/series/{one.series}" if one.series else f"/sessions/{one.listed.id}"


def _by_start(row: Listed) -> tuple[datetime, UUID]:
    return row.starts_at, row.id


def _each_once(asked: list[Answer]) -> list[Answer]:
    """Of several sessions that one card asks about."""
    return list({id(each): each for each in asked}.values())
