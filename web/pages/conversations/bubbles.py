"""Messages as bubbles of a thread, for whoever reads. Rule: C2 C3."""

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from markupsafe import Markup

from domain.accounts.visitor import Visitor
from domain.conversations.conversation import Conversation
from domain.conversations.thread import Line
from domain.profiles.actor import Actor
from web.rendering.linked import linked
from web.words import zones
from web.words.formats import Formats, clock, iso


class Bubble(NamedTuple):
    """Shape: is_new is the first that its reader has not read; is_same_day and follows say that
    the one before it is of that day, and of the same person too; day in words, time of the clock.
    """

    id: UUID
    number: int
    by: UUID
    by_name: str
    words: Markup
    is_removed: bool
    is_edited: bool
    is_own: bool
    is_seen: bool
    is_new: bool
    is_same_day: bool
    follows: bool
    date: str
    day: str
    time: str
    time_iso: str


class Drawer:
    """Draws what one reader sees of a conversation. Within zones.reading_in()."""

    def __init__(self, one: Conversation, reader: Visitor[Actor]) -> None:
        self._one, self._reader = one, reader.profile_id
        self._formats = Formats(reader.language)

    def of(self, lines: Iterable[Line]) -> list[Bubble]:
        """Shape: lines in the order of their numbers."""
        bubbles, before = list[Bubble](), None
        for line in lines:
            before = self._bubble(line, before)
            bubbles.append(before)
        return bubbles

    def _bubble(self, line: Line, before: Bubble | None) -> Bubble:
        states = line.removed_at is not None, line.edited_at is not None, *self._read(line, before)
        written = line.id, line.number, line.by, line.by_name, linked(line.words)
        values: list[Any] = [*written, *states, *self._when(line, before)]
        return Bubble(*values)

    def _read(self, line: Line, before: Bubble | None) -> tuple[bool, bool, bool]:
        """Whether it is the reader's own, was seen by the other side, is the first new one."""
        is_own, read = line.by == self._reader, self._one.read_number
        is_new = (before.number if before else 0) <= read < line.number
        return is_own, line.number <= self._one.seen_number, is_new and not is_own

    def _when(self, line: Line, before: Bubble | None) -> tuple[bool, bool, str, str, str, str]:
        day = zones.local(line.created_at).date()
        is_same_day = before is not None and before.date == day.isoformat()
        follows = is_same_day and before is not None and before.by == line.by
        words = self._formats.day_heading(day), clock(line.created_at), iso(line.created_at)
        return is_same_day, follows, day.isoformat(), *words
