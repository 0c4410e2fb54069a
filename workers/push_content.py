"""What a device shows of a notification. Rule: N1."""

from domain import settings
from domain.notifications import push_message
from domain.notifications.addressed import Addressed
from domain.notifications.push_message import Action
from web.words import notification_texts

SHORT_LENGTH = 80


def of(told: Addressed, *, is_short: bool = False) -> bytes:
    """Shape: the short form is for a push service that takes little."""
    base_url = settings.current().base_url
    words = notification_texts.of(told, told.reader_kind, told.language, told.time_zone)
    if not told.pushes_words:
        words = notification_texts.bare(told, words, told.language)
    return push_message.payload(
        title=words.title[:SHORT_LENGTH] if is_short else words.title,
        body="" if is_short else words.text,
        navigate=base_url + words.address,
        tag=told.tag,
        lang=told.language,
        actions=[] if is_short else _actions(told, base_url + words.address, words.button),
        data={"profile": str(told.profile), **_sayable(told)},
        badge=told.unread_count,
    )


def _actions(told: Addressed, address: str, button: str) -> list[Action]:
    actions = [Action("open", button, address)]
    if told.kind == "message.sent" and told.pushes_words:
        reply = notification_texts.reply(told.language)
        actions.insert(0, Action("reply", reply[0], f"{address}#words", "text", reply[1]))
    if _is_confirmable(told):
        confirm = f"{settings.current().base_url}/sessions/{told.session}/confirmation"
        actions.insert(0, Action("confirm", notification_texts.confirm(told.language), confirm))
    return actions


def _is_confirmable(told: Addressed) -> bool:
    """Choice: nobody confirms, or answers, what they have not seen."""
    is_one = told.kind in ("session.proposed", "session.place_free") and told.facts_count == 1
    return is_one and told.pushes_words and told.reader_kind == "guardian"


def _sayable(told: Addressed) -> dict[str, str]:
    """What the device says where confirming did not work."""
    return notification_texts.unconfirmed(told.language) if _is_confirmable(told) else {}
