"""How hard a password is to guess, for somebody who knows its person. Rule: A4."""

import re
import threading

from zxcvbn import zxcvbn

from domain import database
from domain.accounts import computing
from domain.accounts.account import Account
from domain.errors import Invalid

LENGTH_LEAST = 8
LENGTH_MOST = 128
GUESSES_LEAST = 10**8
"""What the estimator gives eight random characters, so that eight can be enough."""


_NAMES = "SELECT name FROM profiles WHERE account = {}"
_ESTIMATING = threading.Lock()


async def check(owner: Account, password: str) -> None:
    """Errors: Invalid (password: too_short, too_long, easily_guessed)."""
    if len(password) < LENGTH_LEAST:
        raise Invalid("password", "too_short", least=LENGTH_LEAST)
    if len(password) > LENGTH_MOST:
        raise Invalid("password", "too_long", most=LENGTH_MOST)
    names = [name for (name,) in await database.rows(_NAMES, owner.id)]
    known = _words(owner.claimed_email, *names)
    if await computing.in_thread(_guesses, password, known) < GUESSES_LEAST:
        raise Invalid("password", "easily_guessed")


def _guesses(password: str, known: list[str]) -> int:
    # The estimator keeps what it is told of the person in a module variable, so one at a time.
    with _ESTIMATING:
        estimate = zxcvbn(password, user_inputs=known, max_length=LENGTH_MOST)
    return int(estimate["guesses"])


def _words(*texts: str) -> list[str]:
    """What somebody who knows the person would try first."""
    parts = [part for text in texts for part in re.split(r"[\W_]+", text) if len(part) > 2]
    return [*texts, *parts, *(text.replace(" ", "") for text in texts), "lernfaden"]
