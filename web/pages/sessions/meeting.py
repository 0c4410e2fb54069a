"""Meeting-Info: all there is to say of one session, for whoever reads. Rule: S12 S13."""

from datetime import datetime
from typing import Any

from domain import clock, events
from domain.accounts.visitor import Visitor
from domain.credits import hold
from domain.profiles.actor import Actor, Staff
from domain.sessions import answer, attendance, cancellation, objection
from domain.sessions.kinds import UNDO
from domain.sessions.session import ROOM_OPENS, Session, State
from web.pages.sessions import cards
from web.pages.sessions.words import FAMILY, HISTORY, SOMEBODY, STATES, WITH
from web.rendering.templates import dom_id
from web.words import formats
from web.words.formats import Formats
from web.words.translations import N_, say, words

DUE = N_("Kostenfrei absagen ging bis %(until)s.")
FAMILY_ANSWERS = N_("Die Familie kann bis %(until)s antworten.")
CORRECTABLE_FROM = N_("Dass sie doch stattfand, kannst du ab %(when)s sagen.")
ANSWER_UNTIL = N_("Antwort möglich bis %(until)s.")
OBJECTED = N_(
    "Euer Einspruch ist angekommen (%(by)s, %(when)s). %(name)s kann bis %(until)s antworten."
)
OBJECTED_HERE = N_("%(by)s widerspricht (%(when)s). Antworte bis %(until)s.")
UPHELD = N_("%(name)s bleibt dabei: verpasst.")
CREDITS = {
    "held": N_("%(count)s reserviert"),
    "spent": N_("%(count)s eingelöst"),
    "lapsed": N_("%(count)s verfallen"),
    "released": N_("%(count)s wieder frei"),
    "none": N_("%(count)s, noch nicht reserviert"),
}


async def context(found: Session, reader: Visitor[Actor]) -> dict[str, Any]:
    """What partials/sessions/show.html needs, as `session`."""
    past = await events.of_session(found.id)
    counts = await hold.standing(found.id)
    made = await objection.standing(found) if found.state == State.MISSED else None
    return described(found, reader, past, counts, made)


def described(
    found: Session,
    reader: Visitor[Actor],
    past: list[Any],
    counts: hold.Standing,
    made: objection.Standing | None,
) -> dict[str, Any]:
    """The same of what was read before, for many at once."""
    now = clock.now()
    with formats.reading_in(reader.time_zone):
        return {
            **brief(found, reader, "show"),
            **_due(found, reader, now),
            **room(found, now),
            **_abilities(found, reader, now, made),
            **_undoing(found, reader),
            "objected": _objected(made, found, reader),
            "message": found.message,
            "by": found.educator_name,
            "facts": _facts(found, reader, counts),
            "history": _history(past, reader.language),
        }


def brief(found: Session, reader: Visitor[Actor], part: str) -> dict[str, Any]:
    """What every page of one session says of it. Within formats.reading_in()."""
    said, language = Formats(reader.language), reader.language
    is_staff = isinstance(reader.actor, Staff)
    where = cards.place(found.place, reader, found.educator_name)
    facts = [where, said.minutes(cards.minutes(found))]
    name = found.learner_name if is_staff else found.educator_name
    return {
        "dom_id": dom_id(found, part),
        "address": f"/sessions/{found.id}",
        "state": str(found.state),
        "state_label": say(language, STATES[found.state]),
        "colour": found.learner_colour,
        "title": say(language, WITH, service=found.service_name, name=name),
        "date": f"{said.day(found.starts_at)}, {cards.span(found, language)}",
        "starts_iso": formats.iso(found.starts_at),
        "line": " · ".join(facts if is_staff else [found.learner_name, *facts]),
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


def _due(found: Session, reader: Visitor[Actor], now: datetime) -> dict[str, Any]:
    values = {"free_until_iso": "", "free_until": "", "free_left": "", "due": ""}
    until, language = found.free_until, reader.language
    if found.is_waiting(now):
        text = FAMILY_ANSWERS if isinstance(reader.actor, Staff) else ANSWER_UNTIL
        answered = say(language, text, until=Formats(language).moment(found.expires_at))
        bound = binding(found, reader)
        return {**values, "due": f"{answered} {bound}." if bound else answered}
    early = attendance.correcting_refusal(found, by=reader.actor, now=now)
    if isinstance(early, attendance.TooEarly):
        when = Formats(language).moment(early.possible_at)
        return {**values, "due": say(language, CORRECTABLE_FROM, when=when)}
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


def binding(found: Session, reader: Visitor[Actor]) -> str:
    """What confirming now would mean, for who answers. Rule: S8. Within formats.reading_in().

    Choice: a child that may confirm reads it too, for it binds its family.
    """
    if isinstance(reader.actor, Staff):
        return ""
    hours = found.provider_notice_hours
    return cards.binding(found.starts_at, hours, found.credits, reader.language, is_confirmed=False)


def _abilities(
    found: Session, reader: Visitor[Actor], now: datetime, made: objection.Standing | None
) -> dict[str, bool]:
    by = reader.actor
    may_answer = found.is_waiting(now) and answer.may_answer(found, by=by)
    return {
        "can_confirm": may_answer,
        "can_decline": may_answer,
        "can_cancel": cancellation.refusal(found, by=by, now=now) is None,
        "can_mark_missed": attendance.missing_refusal(found, by=by, now=now) is None,
        "can_correct": attendance.correcting_refusal(found, by=by, now=now) is None,
        "can_object": objection.refusal(found, made, by=by, now=now) is None,
        "can_uphold": objection.upholding_refusal(found, made, by=by) is None,
    }


def _undoing(found: Session, reader: Visitor[Actor]) -> dict[str, str]:
    """Until when "Rückgängig" works for the reader. Rule: S1."""
    if not answer.may_undo(found, by=reader.actor) or found.answered_at is None:
        return {"undo_until_iso": ""}
    return {"undo_until_iso": formats.iso(found.answered_at + UNDO)}


def _objected(
    made: objection.Standing | None, found: Session, reader: Visitor[Actor]
) -> dict[str, str] | None:
    """What became of an objection, for both sides. Rule: S11."""
    if made is None or made.made_at is None or reader.is_child:
        return None
    language, said = reader.language, Formats(reader.language)
    values = {
        "name": found.educator_name,
        "by": made.by or say(language, SOMEBODY),
        "when": said.moment(made.made_at),
        "until": said.moment(found.ends_at + attendance.CORRECTABLE),
    }
    is_staff = isinstance(reader.actor, Staff)
    if made.answered_at is None:
        text = OBJECTED_HERE if is_staff else OBJECTED
        return {"title": say(language, text, **values), "why": made.why or ""}
    return {"title": say(language, UPHELD, **values), "why": made.answer or ""}


def _facts(found: Session, reader: Visitor[Actor], counts: hold.Standing) -> list[tuple[str, str]]:
    said, language = Formats(reader.language), reader.language
    where = cards.place(found.place, reader, found.educator_name)
    facts = [
        (N_("Datum"), said.day_long(found.starts_at)),
        (N_("Uhrzeit"), cards.span(found, language)),
        (N_("Zeitzone"), formats.here().key),
        (N_("Dauer"), said.minutes(cards.minutes(found))),
        (N_("Pädagog:in"), found.educator_name),
        (N_("Kind"), found.learner_name),
        (N_("Status"), say(language, STATES[found.state])),
        (N_("Ort"), f"{where}, {found.place_detail}" if found.place_detail else where),
    ]
    if isinstance(reader.actor, Staff):
        facts.insert(5, (N_("Familie"), say(language, FAMILY, name=found.family_name)))
    if not reader.is_child:
        facts.append((N_("Credits"), _credits(found, counts, said, language)))
    return [(say(language, name), value) for name, value in facts]


def _credits(found: Session, counts: hold.Standing, said: Formats, language: str) -> str:
    """What became of the credits. Rule: K2."""
    if not found.credits:
        return said.credits(0)
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
