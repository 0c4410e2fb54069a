"""The text of an agreement: as it is kept, its sign, and as a page shows it. Rule: D5."""

import asyncio
import hashlib
import unicodedata

from markupsafe import Markup

from domain import names
from domain.agreements import parts
from domain.agreements.seen import seen
from domain.errors import Invalid

LENGTH_MOST = 40_000
"""Some fifteen printed pages."""


def kept(typed: str) -> str:
    """What is kept of what was typed, so that the same words are the same bytes.

    Shape: composed (NFC), lines end in a line feed and in no blank, and no empty ones stand around
    all of it; without signs that nobody sees or that turn the direction of writing, which would let
    it read otherwise than it is. What is kept stays as it is when it is kept again.
    Errors: Invalid (text).
    """
    composed = unicodedata.normalize("NFC", seen(typed))
    whole = "\n".join(line.rstrip() for line in composed.split("\n")).strip("\n")
    if not names.is_visible(whole):
        raise Invalid("text", "missing")
    if len(whole) > LENGTH_MOST:
        raise Invalid("text", "too_long", most=LENGTH_MOST)
    return whole


def sha256(text: str) -> str:
    """Shape: 64 digits; whoever has the text as a file in UTF-8 finds the same."""
    return hashlib.sha256(text.encode()).hexdigest()


def html(text: str) -> Markup:
    """As Markdown means it. Shape: for a page whose own headings are of the first two ranks."""
    return Markup(parts.html(text))


async def drawn(text: str) -> Markup:
    """The same beside the event loop: what somebody wrote to be slow takes a second."""
    return await asyncio.to_thread(html, text)
