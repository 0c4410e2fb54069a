"""How what a family is asked to agree to stands as a whole. Rule: D5."""

from domain.agreements import asked
from domain.agreements.asked import Standing
from domain.providers.connection import Connection
from web.words import agreements
from web.words.translations import words


async def of(shared: Connection, language: str) -> tuple[str, str] | None:
    """In words, with the kind of its sign; None where nothing is asked."""
    there = await asked.of_connection(shared.id)
    if not there:
        return None
    is_open = any(one.is_wanted for one in there)
    standing = Standing.PENDING if is_open else Standing.SIGNED
    if not is_open and not any(one.standing == Standing.SIGNED for one in there):
        standing = Standing.WITHDRAWN
    said = words(language).gettext(agreements.STANDINGS[standing])
    return said, agreements.CHIPS[standing]
