"""A known browser: an account was open in it before, as a cookie of its own proves. Rule: A6.

Choice: a signed value and no row, so that asking costs the same for everybody; all it opens is the
way past delays that strangers caused. It outlives logging out, as that is when it is needed.
"""

import hmac
import re
import secrets
from datetime import timedelta

from domain.accounts import keyed_hash

KEPT = timedelta(days=365)
ACCOUNTS_MOST = 5
"""A family's tablet; of more the ones opened last."""

# What the cookie holds: an id of the browser, and a keyed hash of it with each address.
_SHAPE = re.compile(r"[\w-]{22}(\.[0-9a-f]{64})+", re.ASCII)


def proving(kept: str, address: str) -> str:
    """What the browser is to keep, now that the account of this (normalised) address is open."""
    id, *proofs = _parts(kept) or [secrets.token_urlsafe(16)]
    own = _proof(id, address)
    others = [each for each in proofs if each != own]
    return ".".join([id, own, *others[: ACCOUNTS_MOST - 1]])


def named(kept: str, address: str) -> str | None:
    """The browser's id, if the account of this (normalised) address was open in it before."""
    id, *proofs = _parts(kept) or [""]
    own = _proof(id, address)
    return id if any(hmac.compare_digest(own, each) for each in proofs) else None


def _parts(kept: str) -> list[str]:
    return kept.split(".")[: 1 + ACCOUNTS_MOST] if _SHAPE.fullmatch(kept) else []


def _proof(id: str, address: str) -> str:
    return keyed_hash.of("known browser", id, address)
