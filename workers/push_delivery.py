"""Delivers one notification to one device by web push. Rule: N1 N2."""

import logging
from datetime import datetime
from uuid import UUID

from domain import clock, lease
from domain.lease import Work
from domain.notifications import (
    addressed,
    fallback,
    push,
    push_service,
    push_standing,
    reached,
    way,
)
from domain.notifications.addressed import Addressed
from domain.notifications.push_outcome import Outcome, Result
from domain.notifications.push_subscription import Target
from workers import push_content
from workers.failure import Held, Hopeless, Later

log = logging.getLogger("lernfaden.workers")

_REFUSING = set[str]()
"""The push services of which the log has said that they refuse us."""


async def deliver(work: Work) -> None:
    """Errors: Held, Later, Hopeless."""
    subscription = UUID(work.payload["subscription"])
    told = await _told(work)
    if told is None or told.is_stale:
        return
    # Tried again so late that it has become quiet, or they were chosen meanwhile.
    if quiet_until := told.quiet_until(clock.now()):
        await _wait(quiet_until, told, work)
        return
    # Meanwhile the device may have been logged out, or be in the hands of a child.
    targets = {target.id: target for target in await reached.targets_of(told.profile)}
    if (target := targets.get(subscription)) is None:
        await fallback.fall_back(told, work.useful_until)
        return
    await _conclude(await _send(target, told, work), target, told, work)


async def mail_instead(work: Work) -> None:
    """Mails what no try has brought to the device, which takes none until it is reached again."""
    told = await _told(work)
    if told is None or told.is_stale:
        return
    await push_standing.refused(UUID(work.payload["subscription"]), clock.now())
    await fallback.fall_back(told, work.useful_until)


async def _told(work: Work) -> Addressed | None:
    return await addressed.told(*(UUID(work.payload[name]) for name in ("notification", "event")))


async def _wait(quiet_until: datetime, told: Addressed, work: Work) -> None:
    """Errors: Held, where it is still of use after the quiet hours; else a mail is quiet."""
    if work.useful_until is None or quiet_until < work.useful_until:
        raise Held(quiet_until)
    await fallback.mail_instead(told, work.useful_until)


async def _send(target: Target, told: Addressed, work: Work) -> Result:
    urgency = "high" if told.of_kind.is_urgent else "normal"
    most = way.USEFUL.total_seconds()
    ttl = addressed.seconds_left(work.useful_until, clock.now(), most)
    result = Result(Outcome.TOO_LARGE)
    for is_short in (False, True):
        if result.outcome == Outcome.TOO_LARGE:
            body = push_content.of(told, is_short=is_short)
            result = await push.send(target, body, ttl=ttl, urgency=urgency, topic=told.tag)
    return result


async def _conclude(result: Result, target: Target, told: Addressed, work: Work) -> None:
    match result.outcome:
        case Outcome.SENT:
            # First of all: from here on it is not sent again, whatever happens to this worker.
            await lease.finish(work.id)
            await push_standing.reached(target.id, clock.now())
        case Outcome.GONE:
            await push_standing.gone(target.id)
            await fallback.fall_back(told, work.useful_until)
        case Outcome.LATER:
            raise Later(result.why, result.retry_after)
        case Outcome.REFUSED:
            await push_standing.refused(target.id, clock.now())
            say_refused(target, result.why)
            await fallback.fall_back(told, work.useful_until)
            raise Hopeless(result.why)
        case Outcome.TOO_LARGE:
            raise Hopeless(result.why)


def say_refused(target: Target, why: str) -> None:
    """Once for each push service, as what it refuses is most likely the same for all devices."""
    service = push_service.origin(target.endpoint) or "a push service that we do not know"
    if service not in _REFUSING:
        _REFUSING.add(service)
        log.error(
            "%s refuses our pushes, so mails go out instead: %s. Is LERNFADEN_VAPID_PRIVATE_KEY "
            "the one that the devices were given, and LERNFADEN_BASE_URL the public address?",
            service,
            why,
        )
