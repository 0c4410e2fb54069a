"""A message: what somebody wrote in a conversation. Rule: C3 C4."""

import unicodedata

from piccolo.columns import UUID, ForeignKey, Integer, OnDelete, Text, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from domain.conversations.conversation import ConversationRow
from domain.errors import Invalid
from domain.profiles.profile import Profile
from domain.providers.side import Side

WORDS_MOST = 4000


class MessageRow(Table, tablename="messages"):
    """Shape: the id is from the device that wrote it; number is its place in the conversation,
    change the newest of its changes as the conversation counts them; a removed one has no words.
    """

    id = UUID(primary_key=True, default=UUID4())
    conversation = ForeignKey(ConversationRow, on_delete=OnDelete.restrict, null=False)
    number = Integer()
    change = Integer()
    by = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    side = Varchar(8, choices=Side)
    words = Text()
    quotes: ForeignKey["MessageRow"] = ForeignKey(
        "self", on_delete=OnDelete.restrict, null=True, default=None
    )
    created_at = Timestamptz()
    edited_at = Timestamptz(null=True, default=None)
    removed_at = Timestamptz(null=True, default=None)

    C1_one_of_two_sides = Check("side IN ('family', 'provider')")
    C3_words = Check("length(words) <= 4000 AND (removed_at IS NULL) = (words <> '')")
    C4_place = Unique([conversation, number])


def must_be_sayable(words: str, most: int = WORDS_MOST) -> None:
    """Errors: Invalid (words), also of what nobody sees."""
    if all(unicodedata.category(sign)[0] in "CZ" for sign in words):
        raise Invalid("words", "missing")
    if len(words) > most:
        raise Invalid("words", "too_long", most=most)
