"""The link of a login e-mail: it logs in on a button, once. Rule: A2."""

import hmac

from domain import clock, database
from domain.accounts import keyed_hash
from domain.accounts.login_email import Used
from domain.errors import Conflict

_SPEND_LINK = """
UPDATE login_emails SET spent_at = {}
WHERE link_hash = {} AND spent_at IS NULL AND expires_at > {} RETURNING account, browser_hash
"""


_BY_LINK = """
SELECT account FROM login_emails WHERE link_hash = {} AND spent_at IS NULL AND expires_at > {}
"""


class LinkOver(Conflict):
    """The link was used, or its 15 minutes or a newer mail ended it."""


async def is_usable(link_token: str) -> bool:
    """Whether the link's button would log in; looking spends nothing, for mail scanners look."""
    return await database.row(_BY_LINK, keyed_hash.of("link", link_token), clock.now()) is not None


async def use(link_token: str, browser_secret: str | None) -> Used:
    """Spends the link and its PIN; of two at once one wins. Rule: A2. Errors: LinkOver."""
    now = clock.now()
    spent = await database.row(_SPEND_LINK, now, keyed_hash.of("link", link_token), now)
    if spent is None:
        raise LinkOver
    same = browser_secret is not None and hmac.compare_digest(
        spent[1], keyed_hash.of_browser(browser_secret)
    )
    return Used(spent[0], same)
