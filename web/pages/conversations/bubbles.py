"""Messages as bubbles of a thread, for whoever reads. Rule: C2 C3."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from markupsafe import Markup

from domain.accounts.visitor import Visitor
from domain.conversations import conversation
from domain.conversations.conversation import Conversation
from domain.conversations.thread import Line
from domain.profiles.actor import Actor
from web.pages.conversations import addresses
from web.rendering.emoji import is_emoji_alone
from web.rendering.linked import linked
from web.words import zones
from web.words.formats import Formats, clock, iso
from web.words.translations import N_, say

WORDS = {
    "you": N_("Du"),
    "new": N_("Neue Nachrichten"),
    "removed": N_("Nachricht gelöscht"),
    "edited": N_("bearbeitet"),
    "sent": N_("Gesendet"),
    "seen": N_("Gelesen"),
}


class Bubble(NamedTuple):
    """Shape: texts, which are empty where something is not so; new stands above the first that its
    reader has not read; same_day and follows say that the one before it is of that day, and of the
    same person too; quoting is where it is answered, deeds where the rest is done with it, quote
    where the one is that it quotes; words are markup.
    """

    id: str
    quoting: str
    deeds: str
    number: str
    by: str
    own: str
    who: str
    quote: str
    quoted_id: str
    quoted_who: str
    quoted: str
    words: Markup
    large: str
    removed: str
    edited: str
    state: str
    new: str
    same_day: str
    follows: str
    date: str
    day: str
    time: str
    time_iso: str


class Drawer:
    """Draws what one reader sees of a conversation. Within zones.reading_in()."""

    def __init__(self, one: Conversation, reader: Visitor[Actor]) -> None:
        self._one, self._reader = one, reader.profile_id
        self._id = str(one.id)
        self._can_write = conversation.refusal(one) is None
        self._formats, self._here = Formats(reader.language), zones.here()
        self._said = {name: say(reader.language, text) for name, text in WORDS.items()}
        self._before: Line | None = None
        self._is_after_card, self._day = False, ("", "")

    def of(self, lines: Iterable[Line]) -> list[Bubble]:
        """Shape: lines in the order of their numbers, after those before."""
        bubbles = list[Bubble]()
        for line in lines:
            bubbles.append(self._bubble(line, is_same_day=self._turn(line.created_at)))
            self._before, self._is_after_card = line, False
        return bubbles

    def day_of_card(self, at: datetime) -> tuple[str, str, str]:
        """Of what stands between messages. Shape: same_day, date and day of a Bubble."""
        is_same_day, self._is_after_card = self._turn(at), True
        return "same" if is_same_day else "", *self._day

    def _turn(self, at: datetime) -> bool:
        """Whether it is of the day of what was before."""
        on = at.astimezone(self._here).date()
        if on.isoformat() == self._day[0]:
            return True
        self._day = on.isoformat(), self._formats.day_heading(on)
        return False

    def _bubble(self, line: Line, *, is_same_day: bool) -> Bubble:
        is_own, before = line.by == self._reader, self._before
        is_next = before is not None and before.by == line.by and not self._is_after_card
        follows, day = is_same_day and is_next, self._day
        # Writing ids out is a tenth of a page of fifty.
        id = str(line.id)
        return Bubble(
            *(id, *self._deeds(line, id)),
            *(str(line.number), str(line.by), "own" if is_own else ""),
            *(self._said["you"] if is_own else line.by_name, *self._quote(line)),
            *(linked(line.words), "large" if is_emoji_alone(line.words) else ""),
            *(self._said["removed"], self._said["edited"] if line.edited_at else ""),
            *(self._state(line, is_own), self._new(line, before, is_own)),
            *("same" if is_same_day else "", "follows" if follows else "", *day),
            *(clock(line.created_at), iso(line.created_at)),
        )

    def _deeds(self, line: Line, id: str) -> tuple[str, str]:
        """Where it is answered, and what else can be done with it."""
        if line.removed_at is not None:
            return "", ""
        quoting = addresses.quoting(self._id, id) if self._can_write else ""
        return quoting, addresses.message(self._id, id)

    def _quote(self, line: Line) -> tuple[str, str, str, str]:
        """Where it is, its id, who said it and its first words."""
        if line.quotes is None or line.quoted_number is None or line.removed_at is not None:
            return "", "", "", ""
        words = " ".join((line.quoted_words or "").split())
        where = addresses.around(self._one.id, line.quotes, line.quoted_number)
        return where, str(line.quotes), line.quoted_name or "", words or self._said["removed"]

    def _state(self, line: Line, is_own: bool) -> str:
        if not is_own or line.removed_at is not None:
            return ""
        return self._said["seen" if line.number <= self._one.seen_number else "sent"]

    def _new(self, line: Line, before: Line | None, is_own: bool) -> str:
        is_first = (before.number if before else 0) <= self._one.read_number < line.number
        return self._said["new"] if is_first and not is_own else ""
