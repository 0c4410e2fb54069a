"""What is shared for a session, on its own page. Rule: D1."""

from typing import Any

from domain.accounts.visitor import Visitor
from domain.documents import listed
from domain.profiles.actor import Actor
from domain.sessions.session import Session, State
from web.pages.documents import row

SHARED_FOR = (State.PENDING, State.CONFIRMED, State.COMPLETED, State.MISSED)


async def of(session: Session, reader: Visitor[Actor]) -> dict[str, Any]:
    """Shape: documents, and documents_address, empty where the reader shares nothing for it; one
    query, none for a child that sees no documents.
    """
    if not reader.may_share:
        return {}
    found = await listed.of_session(session, by=reader.actor)
    can_share = found.is_open and session.state in SHARED_FOR
    return {
        "documents": row.of(found.documents, reader),
        "documents_address": f"/sessions/{session.id}/documents" if can_share else "",
    }
