"""A series with all its dates, for whoever reads. Shape: partials/series/show.html. Rule: S7."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from domain import clock
from domain.accounts.visitor import Visitor
from domain.credits import asking, available, package, taking
from domain.credits.package import Source
from domain.profiles.actor import Actor, Guardian
from domain.sessions import answer, asked, cancellation, notice, series, undo_window
from domain.sessions.asked import Asked
from domain.sessions.session import Session, State
from web.pages.sessions import costs, waiting_series
from web.pages.sessions.words import STATES, WITH, face, span
from web.rendering.templates import dom_id
from web.words import formats, repeating, zones
from web.words.formats import Formats
from web.words.refusals import TAKEN
from web.words.translations import N_, say

FROM = N_("%(dates)s ab %(day)s")
EACH_FREE = N_("Jeden Termin könnt ihr bis %(hours)s Stunden vorher kostenfrei absagen.")
BINDS = N_("Verbindlich, sobald ihr bestätigt")
TO_PICK = N_("Sucht aus, was passt. Was nicht angehakt ist, wird abgelehnt.")
UNTIL = N_("Antwort möglich bis %(until)s.")


class Row(NamedTuple):
    """One date. Shape: reasons sentences; is_open where it can be ticked."""

    id: UUID
    address: str
    starts_iso: str
    text: str
    state: str
    state_label: str
    reasons: list[str]
    is_open: bool
    is_ticked: bool


class _Waiting(NamedTuple):
    """What waits for the reader's answer, and what there is to say of it."""

    dates: list[Session]
    asked: Mapping[UUID, Asked]
    sources: list[Source]
    covered: int

    @property
    def possible(self) -> list[Session]:
        return [each for each in self.dates if not self.taken(each)]

    def taken(self, session: Session) -> str:
        """Whose time, or ""."""
        more = self.asked[session.id]
        if more.is_educator_taken:
            return "educator"
        return "learner" if more.is_learner_taken else ""


async def context(
    dates: Sequence[Session],
    reader: Visitor[Actor],
    *,
    ticked: Collection[UUID] | None = None,
    error: str = "",
) -> dict[str, Any]:
    """Shape: at least one date, in order of time; ticked as they were sent, error why not."""
    waiting = await _waiting(dates, reader.actor)
    first = next(iter(waiting.dates), dates[0])
    if ticked is None:
        ticked = {each.id for each in waiting.possible[: waiting.covered]}
    assert first.series is not None
    weeks = (await series.recurrence(first.series)).every_weeks
    with zones.reading_in(reader.time_zone):
        return {
            **_head(dates, first, weeks, reader),
            **(await _asking(waiting, first, reader) if waiting.dates else {}),
            **_abilities(dates, waiting, reader.actor),
            "rows": [_row(each, waiting, ticked, reader) for each in dates],
            "error": error,
        }


async def _waiting(dates: Sequence[Session], by: Actor) -> _Waiting:
    now = clock.now()
    open_ = [each for each in dates if each.is_waiting(now) and answer.may_answer(each, by=by)]
    if not open_:
        return _Waiting([], {}, [], 0)
    more = {each.id: each for each in await asked.of_sessions(open_)}
    sources = await package.sources([open_[0].connection])
    found = _Waiting(open_, more, sources, 0)
    wanted = [(available.day_of(each), each.credits) for each in found.possible]
    return found._replace(covered=taking.covered(wanted, sources))


def _head(
    dates: Sequence[Session], first: Session, weeks: int, reader: Visitor[Actor]
) -> dict[str, Any]:
    """Within zones.reading_in()."""
    language, said = reader.language, Formats(reader.language)
    is_educator = first.is_taught_by(reader.actor)
    name = first.learner_name if is_educator else first.educator_name
    starts = [each.starts_at for each in dates]
    counted = repeating.dates(len(dates), language)
    return {
        "dom_id": dom_id(("series", first.series), "show"),
        "address": f"/series/{first.series}",
        "title": say(language, WITH, service=first.service_name, name=name),
        "rhythm": f"{repeating.rhythm(starts, language)}, {repeating.every(weeks, language)}",
        "counted": say(language, FROM, dates=counted, day=said.day(starts[0])),
        "learner": first.learner_name,
        "colour": first.learner_colour,
        "face": face(first.learner_kind, first.learner_colour),
        "message": first.message,
        "by": first.educator_name,
        "due": "",
        "credits": "",
        "binding": "",
        "asking_address": "",
    }


async def _asking(waiting: _Waiting, first: Session, reader: Visitor[Actor]) -> dict[str, Any]:
    """What is said before the answer. Rule: S8 K3. Choice: a child hears nothing of credits."""
    language = reader.language
    hours = first.provider_notice_hours
    said = {
        "due": say(language, UNTIL, until=Formats(language).moment(first.expires_at)),
        "binding": say(language, EACH_FREE, hours=hours) if first.credits and hours else "",
        "to_pick": say(language, TO_PICK) if len(waiting.dates) > 1 else "",
    }
    if not isinstance(reader.actor, Guardian) or not first.credits:
        return said
    possible = waiting.possible
    if waiting.covered < len(possible):
        has_asked = await asking.has_asked(first.connection)
        address = f"/providers/{first.provider}/account/credit-request?session={first.id}"
        values = {"enough": waiting.covered, "count": len(possible)}
        text = say(language, waiting_series.ENOUGH_FOR, **values)
        return {**said, "credits": text, "asking_address": "" if has_asked else address}
    needed = sum(each.credits for each in possible)
    free = sum(each.free for each in waiting.sources)
    return {**said, "credits": costs.held(needed, free, language) if needed else ""}


def _abilities(dates: Sequence[Session], waiting: _Waiting, by: Actor) -> dict[str, Any]:
    """Shape: acts_on is the address of a date by which all that was asked together is answered."""
    now = clock.now()
    done = [each for each in dates if answer.may_undo(each, by=by)]
    offered = [
        each
        for each in dates
        if each.state == State.PENDING and cancellation.refusal(each, by=by, now=now) is None
    ]
    acted = next(iter([*done, *waiting.dates, *offered]), dates[0])
    until = undo_window.ends_at(acted.answered_at) if done and acted.answered_at else None
    return {
        "is_waiting": bool(waiting.dates),
        "can_withdraw": bool(offered),
        "acts_on": f"/sessions/{acted.id}",
        "undo_until_iso": formats.iso(until) if until else "",
        **({} if waiting.dates else {"to_pick": ""}),
    }


def _row(
    session: Session, waiting: _Waiting, ticked: Collection[UUID], reader: Visitor[Actor]
) -> Row:
    """Within zones.reading_in()."""
    language, is_asked = reader.language, session.id in waiting.asked
    taken = waiting.taken(session) if is_asked else ""
    day = Formats(language).day(session.starts_at)
    return Row(
        session.id,
        f"/sessions/{session.id}",
        formats.iso(session.starts_at),
        f"{day} · {span(session, language)}",
        session.state,
        say(language, STATES[session.state]),
        [say(language, each) for each in _reasons(session, taken)] if is_asked else [],
        is_asked and not taken,
        is_asked and not taken and session.id in ticked,
    )


def _reasons(session: Session, taken: str) -> list[str]:
    """Rule: S4 S8."""
    if taken:
        return [TAKEN[taken]]
    is_free = notice.is_free(session.would_be_free_until, clock.now())
    return [BINDS] if session.credits and not is_free else []
