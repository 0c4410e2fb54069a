"""A shelf: what a page of documents shows, and takes more for. Rule: D1."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from domain.providers.connection import Connection
from domain.sessions.session import Session


@dataclass(frozen=True, slots=True)
class Shelf:
    """Shape: name of the partial; shown is what it needs besides documents, of the other side or of
    the session that all of them are for.
    """

    name: str
    address: str
    connection: Connection
    reader: Visitor[Actor]
    shown: Mapping[str, object]
    session: Session | None = None
