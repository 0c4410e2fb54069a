"""What concerns security, as lines of the log: what somebody did or was refused, and from where.

Shape: `logged in by password, account 6f…, from 203.0.113.7`. Ids and network addresses only; no
name, no e-mail address, and of an address of ours the route, for it may hold a code.
"""

import logging
from uuid import UUID

from domain.errors import DomainError, Forbidden, NotFound, Throttled
from web.access import Request, address, login_of

_log = logging.getLogger("lernfaden.security")


def noted(request: Request, done: str, account: UUID | None = None) -> None:
    """Somebody did this; account is whose, where this browser was not theirs before."""
    _log.info("%s, account %s, from %s", done, account or _account(request), address(request))


def missed(request: Request, way: str) -> None:
    """Somebody tried this way in with what does not open it."""
    _log.warning("not let in by %s, from %s", way, address(request))


def refused(request: Request, error: DomainError) -> None:
    """Somebody was refused; other refusals than these are of everyday life.

    Choice: what is not there only of who is logged in, to whom another's things are not there.
    """
    is_kept_from = isinstance(error, NotFound) and login_of(request) is not None
    if is_kept_from or isinstance(error, Forbidden | Throttled):
        _log.warning(
            "%s %s refused: %s, account %s, from %s",
            request.method,
            request.scope.get("path_template") or "no route",
            type(error).__name__,
            _account(request),
            address(request),
        )


def _account(request: Request) -> str:
    known = login_of(request)
    return str(known.account_id) if known else "none"
