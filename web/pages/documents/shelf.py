"""A shelf: what a page of documents shows, and takes more for. Rule: D1."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.accounts.visitor import Visitor
from domain.documents.around import Around
from domain.profiles.actor import Actor
from domain.sessions.session import Session


@dataclass(frozen=True, slots=True)
class Shelf:
    """Shape: name of the partial; session is what all of them are for, and shown what the page
    needs of that.
    """

    name: str
    address: str
    there: Around
    reader: Visitor[Actor]
    shown: Mapping[str, object] = field(default_factory=dict)
    session: Session | None = None
