"""Passwords hashed with next to no effort, for tests of which they are not the subject: a login of
a journey took as much of the processor as two of its pages.

As a program it is given a command of ours, and becomes it.
"""

import runpy
import sys

from argon2 import PasswordHasher

from domain.accounts import password_hash

WITHIN = (sys.executable, "-m", "tests.quick_hashing")
HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
NOBODYS = HASHER.hash("nobody has this password")


def main() -> None:
    """Shape: after it `python -m MODULE WORDS`, as `lernfaden` makes it."""
    module, *words = sys.argv[3:]
    password_hash.HASHER, password_hash.NOBODYS = HASHER, NOBODYS
    sys.argv = [module, *words]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
