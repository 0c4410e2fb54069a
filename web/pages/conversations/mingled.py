"""A thread: messages, and between them what happened, in the order of time. Rule: C3."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from domain.conversations.thread import Line
from web.pages.conversations.bubbles import Bubble, Drawer
from web.pages.conversations.happened import Happened
from web.words.formats import clock, iso


class Entry(NamedTuple):
    """What happened, in its place. Shape: same_day, date and day as of a Bubble; drawn is another
    text where something else is shown.
    """

    one: Happened
    same_day: str
    date: str
    day: str
    time: str
    time_iso: str
    drawn: str


class Part(NamedTuple):
    """Messages that follow each other, or what happened then."""

    bubbles: list[Bubble]
    entry: Entry | None = None


def parts(lines: Iterable[Line], happened: Iterable[Happened], drawer: Drawer) -> list[Part]:
    """Shape: both in the order of time. Within zones.reading_in().

    Choice: of what is of one moment the message comes first.
    """
    dated: list[tuple[datetime, Line | Happened]] = [(line.created_at, line) for line in lines]
    dated += [(each.at, each) for each in happened]
    dated.sort(key=lambda each: each[0])
    drawn = list[Part]()
    for is_said, run in groupby((each for _, each in dated), lambda each: isinstance(each, Line)):
        if is_said:
            drawn.append(Part(drawer.of(each for each in run if isinstance(each, Line))))
        else:
            drawn += [Part([], entry(each, drawer)) for each in run if isinstance(each, Happened)]
    return drawn


def entry(one: Happened, drawer: Drawer) -> Entry:
    drawn = hashlib.blake2b(repr(one).encode(), digest_size=6).hexdigest()
    return Entry(one, *drawer.day_of_card(one.at), clock(one.at), iso(one.at), drawn)
