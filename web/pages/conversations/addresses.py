"""Where a conversation is, and each of its messages."""

from urllib.parse import urlencode
from uuid import UUID

from domain.conversations.thread import PAGE_ROWS

ALL = "/conversations"


def listed(skip: int) -> str:
    """All of them, after so many."""
    return f"{ALL}?skip={skip}" if skip else ALL


def of(conversation: UUID | str) -> str:
    return f"{ALL}/{conversation}"


def message(conversation: UUID | str, id: UUID | str) -> str:
    """What can be done with it."""
    return f"{of(conversation)}/messages/{id}"


def shown(conversation: UUID, id: UUID) -> str:
    """Its place among the newest."""
    return f"{of(conversation)}#message-{id}"


def around(conversation: UUID, id: UUID, number: int, **more: object) -> str:
    """Its place in the page that has it in its middle."""
    query = urlencode({"before": number + PAGE_ROWS // 2, **more})
    return f"{of(conversation)}/messages?{query}#message-{id}"


def found(words: str, within: UUID | None = None, **more: object) -> str:
    """What is found of what somebody looks for, in one conversation or in all."""
    address = f"{of(within)}/messages" if within else ALL
    return f"{address}?{urlencode({'q': words, **more})}"


def quoting(conversation: UUID | str, id: UUID | str) -> str:
    """The conversation with it above the field."""
    return f"{of(conversation)}?quotes={id}#words"
