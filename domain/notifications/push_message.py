"""What a push message says, in the form that browsers show. Rule: N2."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

# RFC 8291: a push service need not take more than 4096 bytes, 103 of which the encryption adds.
LARGEST_PAYLOAD_BYTES = 3993


@dataclass(frozen=True, slots=True)
class Action:
    """A button of a notification, or what takes words.

    Shape: `navigate` is an absolute URL; type is "text" or nothing, as placeholder is.
    """

    action: str
    title: str
    navigate: str
    type: str = ""
    placeholder: str = ""

    def shown(self) -> dict[str, str]:
        return {name: value for name, value in msgspec.to_builtins(self).items() if value}


def payload(
    *,
    title: str,
    body: str,
    navigate: str,
    tag: str,
    lang: str,
    actions: Sequence[Action] = (),
    data: Mapping[str, str] | None = None,
    badge: int | None = None,
) -> bytes:
    """The declarative form, which iOS shows by itself and others hand to the service worker.

    Shape: `navigate` is an absolute URL. A body too long for a push service is cut.
    """
    shown = {"title": title, "navigate": navigate, "tag": tag, "lang": lang}
    more = {
        "actions": [action.shown() for action in actions],
        "data": dict(data or {}),
    }
    counted = {} if badge is None else {"app_badge": badge}

    def saying(text: str) -> bytes:
        notification = {**shown, "body": text, **more}
        return msgspec.json.encode({"web_push": 8030, "notification": notification, **counted})

    return _cut(body, saying)


def _cut(body: str, saying: Callable[[str], bytes]) -> bytes:
    """The message with as much of its body as a push service takes."""
    encoded = saying(body)
    while body and (excess := len(encoded) - LARGEST_PAYLOAD_BYTES) > 0:
        # JSON spends at most six bytes on a character, so this never cuts more than it must.
        body = body[: -(excess // 6 + 1)]
        encoded = saying(f"{body}…")
    return encoded
