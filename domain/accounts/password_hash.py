"""Hashes of passwords: made and compared by Argon2id. Rule: A4."""

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from domain.accounts import computing
from domain.accounts.password_strength import LENGTH_MOST

HASHER = PasswordHasher()
# What is compared where nobody has the address or it has no password, so that both take as long.
# It opens nothing. Written down, as making it took every program that starts a quarter of a second.
NOBODYS = (
    "$argon2id$v=19$m=65536,t=3,p=4$mV4WYTF4ut3XAVkC4VsM6Q"
    "$avzIyhSUP1U5zUeTlfVhZcV5m1ZVLqz8kG6iCAyhFco"
)


async def made_of(password: str) -> str:
    return await computing.on(computing.HASHING, HASHER.hash, normalised(password))


async def fits(kept: str, password: str) -> bool:
    return await computing.on(computing.HASHING, _fits, kept, normalised(password))


def is_outdated(kept: str) -> bool:
    """Whether it was made with less effort than is made now."""
    return HASHER.check_needs_rehash(kept)


def normalised(password: str) -> str:
    """The same characters from every keyboard. Source: NIST SP 800-63B 3.1.1.2."""
    return unicodedata.normalize("NFKC", password)


def _fits(kept: str, password: str) -> bool:
    try:
        return HASHER.verify(kept, password[: LENGTH_MOST + 1])
    except (VerificationError, InvalidHashError):
        return False
