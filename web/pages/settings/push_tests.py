"""/settings/devices/…/push-test: whether a device shows what it is sent. Rule: N1."""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from litestar import post
from litestar.params import FromPath

from domain import clock
from domain.accounts.visitor import Visitor
from domain.notifications import push_test
from domain.notifications.push_test import Tried
from domain.profiles.actor import Actor
from web import access
from web.access import Request
from web.answer import Answer
from web.respond import done
from web.words import devices

SAID = timedelta(hours=1)


class Row(NamedTuple):
    """A device. Shape: test is "waiting", "none", or what came of it: "sent", "refused" for
    whatever does not change by itself, "unreached" for what may.
    """

    id: UUID
    kind: str
    is_this: bool
    takes_push: bool
    reached_at: datetime | None
    test: str


@post("/settings/devices/{device_id:uuid}/push-test")
async def create(request: Request, device_id: FromPath[UUID]) -> Answer:
    """Rule: N1. Errors: Forbidden, NotFound."""
    person = access.owner(request)
    await push_test.ask(device_id, account=person.account_id, by=person.profile_id)
    return done(request, to="/settings/notifications", notice="push.tested")


async def rows(person: Visitor[Actor], language: str) -> list[Row]:
    """Where something can arrive or was tried, this device first and whatever it takes."""
    known = [_row(each, person, language) for each in await push_test.devices(person.account_id)]
    shown = [row for row in known if row.is_this or row.takes_push or row.test != "none"]
    return sorted(shown, key=lambda row: not row.is_this)


def _row(tried: Tried, person: Visitor[Actor], language: str) -> Row:
    return Row(
        tried.id,
        devices.kind(tried.user_agent, language),
        tried.id == person.device_id,
        tried.takes_push,
        tried.reached_at,
        _test(tried),
    )


def _test(tried: Tried) -> str:
    """Choice: what came of it is said for an hour; what nobody has answered for minutes is as
    little reached as what was tried.
    """
    if tried.asked_at is None or clock.now() - tried.asked_at > SAID:
        return "none"
    if tried.is_waiting(clock.now()):
        return "waiting"
    if tried.outcome == "sent":
        return "sent"
    return "unreached" if tried.outcome in (None, "later") else "refused"
