"""Meeting-Info: all there is to say of one session, for whoever reads. Rule: S12 S13."""

from datetime import datetime
from typing import Any

from domain import clock, events
from domain.accounts.visitor import Visitor
from domain.credits import hold
from domain.profiles import family
from domain.sessions import answer, attendance, cancellation, lists
from domain.sessions.lists import Listed
from domain.sessions.session import ROOM_OPENS, Session, State
from web.pages.sessions import cards
from web.pages.sessions.words import FAMILY, HISTORY, SOMEBODY, STATES, WITH
from web.rendering.templates import dom_id
from web.words import formats
from web.words.formats import Formats
from web.words.translations import N_, say, words

DUE = N_("Kostenfrei absagen ging bis %(until)s.")
FAMILY_ANSWERS = N_("Familie kann bis %(until)s antworten.")
ANSWER_UNTIL = N_("Antwort möglich bis %(until)s.")
CREDITS = {
    "held": N_("%(count)s reserviert"),
    "spent": N_("%(count)s eingelöst"),
    "lapsed": N_("%(count)s verfallen"),
    "released": N_("%(count)s wieder frei"),
    "none": N_("%(count)s, noch nicht reserviert"),
}


async def context(found: Session, reader: Visitor) -> dict[str, Any]:
    """What partials/sessions/show.html needs, as `session`."""
    row, now = await lists.one(found.id), clock.now()
    past = await events.of_session(found.id)
    with formats.reading_in(reader.time_zone):
        return {
            **brief(found, row, reader, "show"),
            **_due(found, reader, now),
            **room(found, now),
            **await _abilities(found, reader, now),
            "message": found.message,
            "by": row.educator,
            "facts": await _facts(found, row, reader),
            "history": _history(past, reader.language),
        }


def brief(found: Session, row: Listed, reader: Visitor, part: str) -> dict[str, Any]:
    """What every page of one session says of it. Within formats.reading_in()."""
    said, language = Formats(reader.language), reader.language
    is_educator = reader.kind == "educator"
    facts = [cards.place(found.place, reader, row.educator), said.minutes(cards.minutes(found))]
    name = row.child if is_educator else row.educator
    return {
        "dom_id": dom_id(found, part),
        "address": f"/sessions/{found.id}",
        "state": str(found.state),
        "state_label": say(language, STATES[found.state]),
        "colour": row.colour,
        "title": say(language, WITH, service=found.service_name, name=name),
        "date": f"{said.day(found.starts_at)}, {cards.span(found, language)}",
        "starts_iso": formats.iso(found.starts_at),
        "line": " · ".join(facts if is_educator else [row.child, *facts]),
    }


def room(found: Session, now: datetime) -> dict[str, Any]:
    """The way to the video room, with when it opens. Rule: S13."""
    is_there = found.state == State.CONFIRMED and bool(found.meeting_url) and now <= found.ends_at
    return {
        "meeting_address": found.meeting_url if is_there else "",
        "meeting_from_iso": formats.iso(found.starts_at - ROOM_OPENS),
        "meeting_until_iso": formats.iso(found.ends_at),
        "is_meeting_open": found.is_room_open(now),
    }


def lapsing(count: int, language: str) -> str:
    """What is lost, or nothing. Rule: S8 S11."""
    if count < 2:
        return say(language, N_("Der Credit verfällt")) if count else ""
    text = words(language).ngettext("%(n)s Credit verfällt", "%(n)s Credits verfallen", count)
    return text % {"n": count}


def _due(found: Session, reader: Visitor, now: datetime) -> dict[str, Any]:
    values = {"free_until_iso": "", "free_until": "", "free_left": "", "due": ""}
    until, language = found.free_until, reader.language
    if found.state == State.PENDING and found.expires_at > now:
        text = FAMILY_ANSWERS if reader.kind == "educator" else ANSWER_UNTIL
        answered = Formats(language).moment(found.expires_at)
        return {**values, "due": say(language, text, until=answered)}
    is_open = found.state == State.CONFIRMED and found.starts_at > now
    if reader.kind != "guardian" or until is None or not is_open:
        return values
    if not found.is_free_to_cancel(now):
        return {**values, "due": say(language, DUE, until=Formats(language).moment(until))}
    return {
        **values,
        "free_until_iso": formats.iso(until),
        "free_until": Formats(language).moment(until),
        "free_left": Formats(language).until(until),
    }


async def _abilities(found: Session, reader: Visitor, now: datetime) -> dict[str, bool]:
    is_waiting = found.state == State.PENDING and found.expires_at > now
    may_answer = is_waiting and await answer.may_answer(found, by=reader)
    teaches = reader.educator_id is not None and reader.educator_id == found.educator
    return {
        "can_confirm": may_answer,
        "can_decline": may_answer,
        "can_cancel": cancellation.can_cancel(found, by=reader, now=now),
        "can_mark_missed": teaches and attendance.can_mark_missed(found, now),
        "can_correct": teaches and attendance.can_correct(found, now),
        "can_object": await attendance.can_object(found, by=reader),
    }


async def _facts(found: Session, row: Listed, reader: Visitor) -> list[tuple[str, str]]:
    said, language = Formats(reader.language), reader.language
    where = cards.place(found.place, reader, row.educator)
    facts = [
        (N_("Datum"), said.day_long(found.starts_at)),
        (N_("Uhrzeit"), cards.span(found, language)),
        (N_("Zeitzone"), formats.here().key),
        (N_("Dauer"), said.minutes(cards.minutes(found))),
        (N_("Pädagog:in"), row.educator),
        (N_("Kind"), row.child),
        (N_("Status"), say(language, STATES[found.state])),
        (N_("Ort"), f"{where}, {found.place_detail}" if found.place_detail else where),
    ]
    if reader.kind == "educator":
        home = (await family.by_id(found.family)).name
        facts.insert(5, (N_("Familie"), say(language, FAMILY, name=home)))
    if reader.kind != "child":
        facts.append((N_("Credits"), await _credits(found, said, language)))
    return [(say(language, name), value) for name, value in facts]


async def _credits(found: Session, said: Formats, language: str) -> str:
    """What became of the credits. Rule: K2."""
    if not found.credits:
        return said.credits(0)
    counts = await hold.standing(found.id)
    for kind in ("held", "spent", "lapsed"):
        if count := getattr(counts, kind):
            return say(language, CREDITS[kind], count=said.credits(count))
    if found.state == State.CANCELLED and found.notice_hours is not None:
        return say(language, CREDITS["released"], count=said.credits(found.credits))
    if found.state == State.PENDING:
        return say(language, CREDITS["none"], count=said.credits(found.credits))
    return said.credits(found.credits)


def _history(past: list[Any], language: str) -> list[tuple[str, str, str, str, str]]:
    said, rows = Formats(language), []
    for kind, happened_at, why, name, _ in past:
        if kind not in HISTORY:
            continue
        state, by_somebody, by_itself = HISTORY[kind]
        text = say(language, by_somebody or by_itself)
        if by_somebody:
            text = text % {"name": name or say(language, SOMEBODY)}
        # What came with the proposal stands above already.
        reason = "" if kind == "session.proposed" else why
        rows.append((state, text, said.moment(happened_at), formats.iso(happened_at), reason))
    return rows
