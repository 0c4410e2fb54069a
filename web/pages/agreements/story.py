"""What a family said to an agreement, one after the other. Rule: D5."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from domain.agreements.story import Event
from web.pages.agreements.row import whom
from web.words.formats import Formats, iso
from web.words.translations import N_, say

_GIVEN = N_("%(name)s hat zugestimmt, %(whom)s")
_WITHDRAWN = N_("%(name)s hat die Zustimmung zurückgenommen, %(whom)s")
_DETAILS = N_("%(title)s, Fassung %(number)s · %(device)s")


class Line(NamedTuple):
    """Shape: consent is whose receipt there is, None for a withdrawal."""

    said: str
    when: str
    when_iso: str
    details: str
    consent: UUID | None
    version: UUID


def of(events: Sequence[Event], language: str) -> list[Line]:
    return [_line(event, language) for event in events]


def _line(event: Event, language: str) -> Line:
    text = _GIVEN if event.is_given else _WITHDRAWN
    about = whom(event.learner_name, language)
    return Line(
        say(language, text, name=event.by_name, whom=about),
        Formats(language).moment(event.said_at),
        iso(event.said_at),
        say(
            language, _DETAILS, title=event.title, number=event.version_number, device=event.device
        ),
        event.id if event.is_given else None,
        event.version,
    )
