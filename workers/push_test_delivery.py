"""Tries a device at somebody's wish, and writes what came of it. Rule: N1.

Choice: one try and no other, in quiet hours too, for whoever asked has the device in hand.
"""

from uuid import UUID

from domain import clock, settings
from domain.lease import Work
from domain.notifications import push, push_message, push_standing, push_test
from domain.notifications.push_outcome import Outcome, Result
from domain.notifications.push_subscription import Target
from domain.notifications.push_test import Waiting
from web.words import notification_texts
from workers import push_delivery

TTL_SECONDS = 60
TAG = "push-test"


async def deliver(work: Work) -> None:
    test = UUID(work.payload["test"])
    asked = await push_test.waiting(test)
    if asked is None:
        return
    result = Result(Outcome.GONE)
    if asked.target is not None:
        result = await push.send(
            asked.target, _message(asked), ttl=TTL_SECONDS, urgency="high", topic=TAG
        )
        await _note(asked.target, result)
    await push_test.conclude(test, result.outcome)


async def _note(target: Target, result: Result) -> None:
    match result.outcome:
        case Outcome.SENT:
            await push_standing.reached(target.id, clock.now())
        case Outcome.GONE:
            await push_standing.gone(target.id)
        case Outcome.REFUSED:
            await push_standing.refused(target.id, clock.now())
            push_delivery.say_refused(target, result.why)


def _message(asked: Waiting) -> bytes:
    title, text = notification_texts.test(asked.language)
    return push_message.payload(
        title=title,
        body=text,
        navigate=settings.current().base_url + "/settings/notifications",
        tag=TAG,
        lang=asked.language,
        data={"profile": str(asked.by)},
        badge=asked.unread_count,
    )
