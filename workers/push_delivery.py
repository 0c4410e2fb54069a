"""Delivers one notification to one device by web push. Rule: N1 N2."""

import logging
from uuid import UUID

from domain import clock, lease, settings
from domain.lease import Work
from domain.notifications import (
    addressed,
    fallback,
    push,
    push_message,
    push_service,
    push_standing,
    way,
)
from domain.notifications.addressed import Addressed
from domain.notifications.push_message import Action
from domain.notifications.push_outcome import Outcome, Result
from domain.notifications.push_subscription import Target
from web.words import notification_texts
from workers.failure import Held, Hopeless, Later

SHORT_LENGTH = 80

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
        if work.useful_until is None or quiet_until < work.useful_until:
            raise Held(quiet_until)
        await fallback.mail_instead(told, work.useful_until)
        return
    # Meanwhile the device may have been logged out, or be in the hands of a child.
    targets = {target.id: target for target in await way.targets_of(told.profile)}
    if subscription not in targets:
        await fallback.fall_back(told, work.useful_until)
        return
    result = await _send(targets[subscription], told, work)
    await _conclude(result, targets[subscription], told, work)


async def mail_instead(work: Work) -> None:
    """Mails what no try has brought to the device, which takes none until it is reached again."""
    told = await _told(work)
    if told is None or told.is_stale:
        return
    await push_standing.refused(UUID(work.payload["subscription"]), clock.now())
    await fallback.fall_back(told, work.useful_until)


def message(told: Addressed, *, is_short: bool = False) -> bytes:
    """What the device shows. Shape: the short form is for a push service that takes little."""
    base_url = settings.current().base_url
    words = notification_texts.of(told, told.reader_kind, told.language, told.time_zone)
    return push_message.payload(
        title=words.title[:SHORT_LENGTH] if is_short else words.title,
        body="" if is_short else words.text,
        navigate=base_url + words.address,
        tag=told.tag,
        lang=told.language,
        actions=[] if is_short else _actions(told, base_url + words.address, words.button),
        data={"profile": str(told.profile)},
        badge=told.unread_count,
    )


async def _told(work: Work) -> Addressed | None:
    return await addressed.told(*(UUID(work.payload[name]) for name in ("notification", "event")))


def _actions(told: Addressed, address: str, button: str) -> list[Action]:
    actions = [Action("open", button, address)]
    is_one = told.kind in ("session.proposed", "session.place_free") and told.facts_count == 1
    if is_one and told.reader_kind == "guardian":
        confirm = f"{settings.current().base_url}/sessions/{told.session}/confirmation"
        actions.insert(0, Action("confirm", notification_texts.confirm(told.language), confirm))
    return actions


async def _send(target: Target, told: Addressed, work: Work) -> Result:
    urgency = "high" if told.of_kind.is_urgent else "normal"
    most = way.USEFUL.total_seconds()
    ttl = addressed.seconds_left(work.useful_until, clock.now(), most)
    result = Result(Outcome.TOO_LARGE)
    for is_short in (False, True):
        if result.outcome == Outcome.TOO_LARGE:
            body = message(told, is_short=is_short)
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
