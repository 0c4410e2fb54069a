"""How hard a password is to guess, for somebody who knows its person. Rule: A4."""

import re

from zxcvbn import zxcvbn

from domain import database
from domain.accounts import computing
from domain.accounts.account import Account
from domain.errors import Invalid

LENGTH_LEAST = 8
LENGTH_MOST = 128
ESTIMATED_LENGTH = 32
"""What the estimator looks at: for 128 characters made for it, it would need ten seconds."""
GUESSES_LEAST = 10**8
"""What the estimator gives eight random characters, so that eight can be enough."""


_NAMES = "SELECT name FROM profiles WHERE account = {}"


async def check(owner: Account, password: str) -> None:
    """Errors: Invalid (password: too_short, too_long, easily_guessed).

    Choice: a long one is as good as how it begins, for the rest only makes it harder to guess.
    """
    if len(password) < LENGTH_LEAST:
        raise Invalid("password", "too_short", least=LENGTH_LEAST)
    if len(password) > LENGTH_MOST:
        raise Invalid("password", "too_long", most=LENGTH_MOST)
    names = [name for (name,) in await database.rows(_NAMES, owner.id)]
    known = _words(owner.claimed_email, *names)
    looked_at = password[:ESTIMATED_LENGTH]
    if await computing.on(computing.ESTIMATING, _guesses, looked_at, known) < GUESSES_LEAST:
        raise Invalid("password", "easily_guessed")


def _guesses(password: str, known: list[str]) -> int:
    return int(zxcvbn(password, user_inputs=known)["guesses"])


def _words(*texts: str) -> list[str]:
    """What somebody who knows the person would try first."""
    parts = [part for text in texts for part in re.split(r"[\W_]+", text) if len(part) > 2]
    return [*texts, *parts, *(text.replace(" ", "") for text in texts), "lernfaden"]
