"""Sending web push: one encrypted message to one subscription.

Rule: N2. Source: RFC 8030 (TTL, Urgency, Topic), RFC 8291 (encryption), RFC 8292 (VAPID). The
stock sender of pywebpush waits for ever, follows redirects and signs every message anew; this one
does not, and says in one word what to do next.
"""

import asyncio
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from domain.notifications.push_outcome import Result
from domain.notifications.push_subscription import Target

if TYPE_CHECKING:
    from domain.notifications.push_sender import Sender


async def send(
    target: Target, message: bytes, *, ttl: int, urgency: str = "normal", topic: str | None = None
) -> Result:
    """Sends by the running loop's sender.

    Units: ttl in seconds. Shape: urgency very-low|low|normal|high; topic any text, of which a push
    service keeps only the newest message while a device is off.
    """
    loop = asyncio.get_running_loop()
    sender = _senders.get(loop)
    if sender is None:
        sender = _senders[loop] = _made()
    return await sender.send(target, message, ttl=ttl, urgency=urgency, topic=topic)


async def close() -> None:
    """Closes the running loop's connections."""
    sender = _senders.pop(asyncio.get_running_loop(), None)
    if sender is not None:
        await sender.close()


def _made() -> "Sender":
    # What it sends with takes half a second to read, at each start.
    from domain.notifications.push_sender import Sender

    return Sender()


_senders: WeakKeyDictionary[asyncio.AbstractEventLoop, "Sender"] = WeakKeyDictionary()
