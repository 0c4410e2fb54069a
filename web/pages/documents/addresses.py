"""Where documents of a connection stand, as this reader sees it."""

from domain.conversations.conversation import Conversation
from domain.documents.around import Around
from domain.documents.document import Document
from domain.documents.overview import Other
from domain.profiles.actor import Actor, Child, Staff


def of(shelf: Around | Document | Other | Conversation, reader: Actor) -> str:
    """Shape: a child may be of two families that have the same provider."""
    if isinstance(reader, Staff):
        return f"/families/{shelf.family}/documents"
    family = f"?family={shelf.family}" if isinstance(reader, Child) else ""
    return f"/providers/{shelf.provider}/documents{family}"


def added(address: str, query: str) -> str:
    """The address with more behind it."""
    return f"{address}{'&' if '?' in address else '?'}{query}"
