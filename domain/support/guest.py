"""Guests: who cannot log in writes to the support by mail address, and is answered by mail.

Rule: C6 A3. Whether an account has the address plays no part: a guest is never it, and what a guest
writes is in no account's conversation.
"""

from uuid import UUID as Id
from uuid import uuid5

from domain import database
from domain.accounts import account, throttle
from domain.conversations import message, sending, with_support
from domain.conversations.conversation import Conversation
from domain.conversations.sending import NewMessage
from domain.profiles import profile as profiles
from domain.profiles.actor import Guest
from domain.profiles.profile import Kind, Profile

_GUESTS = Id("5f0c1f4e-7f0e-4b0a-9a37-0d7d8b1f5a52")
WORDS_MOST = 2000
"""Choice: half of a message, as a form of who is not logged in has to be short (web/forms.py)."""
_NAME_MOST = 120
_IS_KNOWN = "SELECT 1 FROM profiles WHERE id = {}"
_ANSWERED = """
SELECT k.address, p.language, m.words FROM messages m
JOIN support_cases k ON k.id = m.conversation JOIN profiles p ON p.id = k.asker
WHERE m.id = {} AND m.removed_at IS NULL AND k.address IS NOT NULL
"""


async def write(address: str, new: NewMessage, *, language: str, network: str) -> None:
    """Keeps what was written in the one conversation of its address.

    Rule: A6. Errors: Invalid (email, words), Throttled; no message is written then.
    """
    address = account.normalised(address)
    message.must_be_sayable(new.words, WORDS_MOST)
    await throttle.admit("support", address, network)
    await throttle.failed("support", network)
    one = await _conversation(address, language)
    assert one.asker is not None
    await sending.send(one, new, by=Guest(one.asker))


async def answered(message: Id) -> tuple[str, str, str] | None:
    """What is mailed: address, language and words; None once it was taken away."""
    row = await database.row(_ANSWERED, message)
    return None if row is None else (row[0], row[1], row[2])


async def _conversation(address: str, language: str) -> Conversation:
    asker = uuid5(_GUESTS, address)
    if await database.row(_IS_KNOWN, asker) is None:
        await _welcome(asker, address, language)
    nothing = (None, None, "", "", None, 0, 0, 0, 0)
    return Conversation(with_support.own(asker), *nothing, asker, address[:_NAME_MOST], address)


async def _welcome(asker: Id, address: str, language: str) -> None:
    made: Profile = profiles.new(Kind.GUEST, address[:_NAME_MOST], language=language)
    made.id = asker
    try:
        await profiles.write([made])
    except database.Violation as error:
        # Somebody writes twice at once.
        if await database.row(_IS_KNOWN, asker) is None:
            raise error
