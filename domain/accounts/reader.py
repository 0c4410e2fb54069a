"""Who reads a mail about an account: the name, the language and the zone to write it in."""

from typing import NamedTuple
from uuid import UUID as Id

from domain import database
from domain.accounts.account import NOBODY

_OF_ACCOUNT = """
SELECT COALESCE(a.email, a.claimed_email), p.name, p.language, p.time_zone
FROM accounts a LEFT JOIN profiles p ON p.account = a.id
WHERE a.id = {} ORDER BY p.created_at, p.id LIMIT 1
"""
_OF_LOGIN_EMAIL = "SELECT account FROM login_emails WHERE id = {}"


class Reader(NamedTuple):
    """Shape: of several profiles the first; without any, no name, German, the usual zone."""

    address: str
    name: str
    language: str
    time_zone: str


async def of_account(account: Id) -> Reader | None:
    row = await database.row(_OF_ACCOUNT, account)
    if row is None:
        return None
    address, name, language, time_zone = row
    return Reader(address, name or "", language or "de", time_zone or "")


async def of_login_email(login_email: Id) -> Reader | None:
    """None where nobody has the address, which is asked for all the same. Rule: A3."""
    row = await database.row(_OF_LOGIN_EMAIL, login_email)
    return await of_account((row and row[0]) or NOBODY)
