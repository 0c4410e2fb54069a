"""One date of a series before it is put in, and what speaks against it. Rule: S7."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from domain.sessions.learner import Learner
from domain.sessions.mark import Kind, Mark
from domain.sessions.preview import Date
from web.words import clock_changes, formats
from web.words.formats import Formats
from web.words.translations import N_, say

SAID = {
    Kind.PAST: N_("Ist schon vorbei"),
    Kind.HOLIDAY: N_("Feiertag: %(what)s"),
    Kind.ABSENCE: N_("Da bist du abwesend"),
    Kind.BUSY: N_("Da bist du belegt: %(what)s"),
    Kind.EDUCATOR: N_("Da hast du schon eine Session: %(what)s"),
    Kind.GROUP: N_("Da hast du schon eine Gruppe: %(what)s"),
    Kind.LEARNER: N_("Da hat %(name)s schon eine andere Session"),
    Kind.OUTSIDE: N_("Außerhalb deiner Zeiten"),
    Kind.WAITS: N_("Da wartet schon ein Vorschlag: %(what)s"),
    Kind.SKIPPED: clock_changes.SKIPPED,
    Kind.TWICE: clock_changes.TWICE,
}


class Row(NamedTuple):
    """Shape: value as the form sends it back; reasons sentences; a date that is not possible can be
    ticked by nobody.
    """

    value: str
    starts_iso: str
    text: str
    reasons: list[str]
    is_ticked: bool
    is_possible: bool


def of(each: Date, ticked: Collection[date], learner: Learner, language: str) -> Row:
    said = Formats(language)
    time = formats.span(each.starts_at, each.ends_at, language)
    return Row(
        each.day.isoformat(),
        formats.iso(each.starts_at),
        f"{said.day(each.starts_at)} · {time}",
        [_reason(mark, each, learner, language) for mark in each.marks],
        each.day in ticked and each.is_possible,
        each.is_possible,
    )


def _reason(mark: Mark, each: Date, learner: Learner, language: str) -> str:
    time = formats.clock(each.starts_at)
    return say(language, SAID[mark.kind], what=mark.what, name=learner.name, time=time)
