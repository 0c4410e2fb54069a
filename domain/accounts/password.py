"""Passwords: set, changed and checked."""

import asyncio
import re
import threading
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar
from uuid import UUID as Id

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

from domain import clock, database, outbox
from domain.accounts import account, device, throttle
from domain.accounts.account import Account
from domain.errors import Invalid

P = ParamSpec("P")
T = TypeVar("T")

LENGTH_LEAST = 8
LENGTH_MOST = 128
GUESSES_LEAST = 10**8
"""What the estimator gives eight random characters, so that eight can be enough."""

_NAMES = "SELECT name FROM profiles WHERE account = {}"
_HASHER = PasswordHasher()
# What is compared where nobody has the address or it has no password, so that both take as long.
_NOBODYS = _HASHER.hash("nobody has this password")
# Two at a time: each takes 64 MiB and all of a core, and guessing must not starve the pages.
_THREADS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="password")
_ESTIMATING = threading.Lock()


async def verify(address: str, password: str, *, network: str) -> Account | None:
    """The account that these credentials open; `network` is the address that asks.

    Rule: A3: one look-up and one Argon2id run, whether or not the address is known. A6: counted
    as a guess before it is checked. Errors: Throttled; Invalid (email).
    """
    address = account.normalised(address)
    await throttle.admit("password", address, network)
    owner = await account.proven(address)
    kept = owner.password_hash if owner and owner.password_hash else _NOBODYS
    fits = await _in_thread(_fits, kept, _normalised(password))
    if owner is None or kept is _NOBODYS or not fits:
        await throttle.failed("password", network)
        return None
    await throttle.passed("password", address)
    if _HASHER.check_needs_rehash(kept):
        await _keep(owner.id, await _in_thread(_HASHER.hash, _normalised(password)))
    return owner


async def needs_current(account_id: Id, *, on: Id) -> bool:
    """Whether changing it takes the old one, unless its person logged in a moment ago.

    Rule: A4. Choice: whoever finds the phone unlocked must not lock its owner out.
    """
    owner = await account.by_id(account_id)
    kept = await device.by_id(on, account=account_id)
    return owner.password_hash is not None and not kept.is_fresh(clock.now())


async def change(
    account_id: Id, password: str, *, on: Id, current: str = "", network: str = ""
) -> str:
    """Sets the password, ends every other device than `on` and mails the owner.

    Returns the new token of the device `on`, for the rights of the old one ended with the others.

    Rule: A4. Shape: current is the old one, where needs_current() asks for it.
    Errors: AddressUnproven; Throttled; Invalid (password: too_short, too_long, easily_guessed;
    current: wrong); nothing is written.
    """
    owner = await account.by_id(account_id)
    if not owner.is_proven:
        raise account.AddressUnproven
    if await needs_current(account_id, on=on):
        await _must_fit(owner, current, network)
    password = _normalised(password)
    await _check(owner, password)
    made = await _in_thread(_HASHER.hash, password)
    async with database.transaction():
        await _keep(owner.id, made)
        await device.end_others(owner.id, than=on)
        await outbox.put("password_mail", {"account": str(owner.id)})
        return await device.rotate(on)


async def _must_fit(owner: Account, current: str, network: str) -> None:
    if await verify(str(owner.email), current, network=network) is None:
        raise Invalid("current", "wrong")


async def _check(owner: Account, password: str) -> None:
    if len(password) < LENGTH_LEAST:
        raise Invalid("password", "too_short", least=LENGTH_LEAST)
    if len(password) > LENGTH_MOST:
        raise Invalid("password", "too_long", most=LENGTH_MOST)
    names = [name for (name,) in await database.rows(_NAMES, owner.id)]
    known = _words(owner.claimed_email, *names)
    if await _in_thread(_guesses, password, known) < GUESSES_LEAST:
        raise Invalid("password", "easily_guessed")


async def _keep(account_id: Id, password_hash: str) -> None:
    await Account.update({Account.password_hash: password_hash}).where(Account.id == account_id)


async def _in_thread(function: Callable[P, T], *args: P.args, **_: P.kwargs) -> T:
    return await asyncio.get_running_loop().run_in_executor(_THREADS, function, *args)


def _fits(kept: str, password: str) -> bool:
    try:
        return _HASHER.verify(kept, password[: LENGTH_MOST + 1])
    except (VerificationError, InvalidHashError):
        return False


def _guesses(password: str, known: list[str]) -> int:
    # The estimator keeps what it is told of the person in a module variable, so one at a time.
    with _ESTIMATING:
        estimate = zxcvbn(password, user_inputs=known, max_length=LENGTH_MOST)
    return int(estimate["guesses"])


def _words(*texts: str) -> list[str]:
    """What somebody who knows the person would try first."""
    parts = [part for text in texts for part in re.split(r"[\W_]+", text) if len(part) > 2]
    return [*texts, *parts, *(text.replace(" ", "") for text in texts), "lernfaden"]


def _normalised(password: str) -> str:
    """The same characters from every keyboard. Source: NIST SP 800-63B 3.1.1.2."""
    return unicodedata.normalize("NFKC", password)
