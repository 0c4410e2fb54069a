"""Admission: whether a file could be shared, asked before all of it is sent. Rule: D3."""

from domain.documents import allowed, space
from domain.documents.around import Around
from domain.documents.document import SIZE_MOST
from domain.documents.incoming import Empty, TooLarge


async def ask(there: Around, head: bytes, size: int) -> None:
    """Shape: head is how the file begins, size what its sender says of it.

    Errors: Empty, TooLarge, NotAllowed, NoSpaceLeft. What is admitted is looked at again when it
    comes.
    """
    if not size or not head:
        raise Empty
    if size > SIZE_MOST:
        raise TooLarge
    allowed.of_head(head)
    if size > there.space_left:
        raise space.NoSpaceLeft(there.space_left)
