"""An aim: where to an educator moves a session, as it was typed. Rule: S10 S13."""

from typing import Any

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Staff
from domain.sessions import aim_fault
from domain.sessions.aim import Move
from domain.sessions.learner import learners
from domain.sessions.place import Place
from domain.sessions.series_cancellation import Scope
from domain.sessions.session import Session
from web.forms import Form
from web.pages.sessions.draft import DETAIL_MOST, MESSAGE_MOST
from web.pages.sessions.words import minutes
from web.words import zones

STANDS, GIVEN_UP = "stands", "given_up"


def typed(session: Session, educator: Visitor[Staff]) -> dict[str, Any]:
    """What the form starts from: as it is, with the day and the start to be chosen anew.

    Choice: the least harmful: this date alone, and the old time stands until the answer.
    """
    local = session.starts_at.astimezone(zones.named(educator.time_zone))
    is_online = session.place == Place.ONLINE
    return {
        "date": local.date().isoformat(),
        "start": f"{local:%H:%M}",
        "minutes": minutes(session),
        "place": session.place,
        "place_detail": session.meeting_url if is_online else session.place_detail,
        "old": STANDS,
        "scope": Scope.THIS,
    }


def scope(form: Form) -> Scope:
    sent = form.value("scope")
    return Scope(sent) if sent in set(Scope) else Scope.THIS


async def read(form: Form, session: Session, educator: Visitor[Staff]) -> Move | None:
    """None where something is missing, which the form then says at its field."""
    day, start = form.date("date"), form.time("start")
    length = form.integer("minutes", least=aim_fault.LEAST_MINUTES, most=aim_fault.MOST_MINUTES)
    place = form.choice("place", [each.value for each in Place])
    detail = form.text("place_detail", most=DETAIL_MOST, required=False)
    message = form.paragraph("message", most=MESSAGE_MOST)
    if day is None or start is None or length is None or not place:
        return None
    where = await _where(form, Place(place), detail, session, educator)
    chosen = scope(form)
    agreed = form.value(f"agreed_{chosen}", 1)
    return Move(
        form.key(),
        day,
        start,
        zones.named(educator.time_zone).key,
        length,
        Place(place),
        *where,
        message,
        gives_up=form.value("old") == GIVEN_UP,
        scope=chosen,
        agreed=int(agreed) if agreed.isascii() and agreed.isdigit() else 0,
    )


async def _where(
    form: Form, place: Place, detail: str, session: Session, educator: Visitor[Staff]
) -> tuple[str, str]:
    """An address, or the link of the room. Rule: S13."""
    if place != Place.ONLINE:
        return detail, ""
    if detail:
        return "", detail
    known = await learners(educator.actor)
    room = next((one.room for one in known if one.id == session.learner), "")
    if not room:
        form.refuse("place_detail", "no_room")
    return "", room
