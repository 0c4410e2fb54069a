"""The table of login e-mails; how one is asked for is in login_email.py."""

from datetime import timedelta

from piccolo.columns import UUID, ForeignKey, OnDelete, SmallInt, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import clock, database
from domain.accounts import keyed_hash
from domain.accounts.account import Account

FORGOTTEN_AFTER = timedelta(days=1)
"""From its end."""

_SPEND_EARLIER = """
UPDATE login_emails SET spent_at = {}
WHERE spent_at IS NULL AND browser_hash = {}
"""
_FORGET = "DELETE FROM login_emails WHERE expires_at < {}"


class LoginEmail(Table, tablename="login_emails"):
    """One mail that was asked for.

    Rule: A2 A3. Shape: `account` is null where nobody has the address, so that asking costs the
    same; link and PIN are made when the mail is written and are kept only as keyed hashes, in hex;
    `failed_count` counts PINs typed, also the right one, and `aim_hash` is of what whoever types
    wrong ones aims at: an address, or an account of the browser in which it was open before.
    """

    id = UUID(primary_key=True, default=UUID4())
    account = ForeignKey(references=Account, null=True, default=None, on_delete=OnDelete.cascade)
    browser_hash = Varchar(length=64)
    aim_hash = Varchar(length=64)
    link_hash = Varchar(length=64, null=True, default=None, unique=True)
    pin_hash = Varchar(length=64, null=True, default=None)
    failed_count = SmallInt(default=0)
    created_at = Timestamptz()
    expires_at = Timestamptz()
    spent_at = Timestamptz(null=True, default=None)


async def spend_earlier(browser_secret: str) -> None:
    """What this browser asked for before logs in no more."""
    await database.rows(_SPEND_EARLIER, clock.now(), keyed_hash.of_browser(browser_secret))


async def forget() -> None:
    """Deletes those that ended a day ago, used or not.

    Choice: by then nobody asks any more why a link has not come, and what it was is no history.
    """
    await database.rows(_FORGET, clock.now() - FORGOTTEN_AFTER)
