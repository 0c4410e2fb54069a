"""Where a conversation is, and each of its messages."""

from uuid import UUID

from domain.conversations.thread import PAGE_ROWS


def of(conversation: UUID) -> str:
    return f"/conversations/{conversation}"


def message(conversation: UUID, id: UUID) -> str:
    """What can be done with it."""
    return f"{of(conversation)}/messages/{id}"


def shown(conversation: UUID, id: UUID) -> str:
    """Its place among the newest."""
    return f"{of(conversation)}#message-{id}"


def around(conversation: UUID, id: UUID, number: int) -> str:
    """Its place in the page that has it in its middle."""
    return f"{of(conversation)}/messages?before={number + PAGE_ROWS // 2}#message-{id}"


def quoting(conversation: UUID, id: UUID) -> str:
    """The conversation with it above the field."""
    return f"{of(conversation)}?quotes={id}#words"
