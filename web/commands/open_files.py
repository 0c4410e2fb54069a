"""Open files: a connection is one, and when none is left, nobody gets in and nothing is read."""

import resource
from contextlib import suppress

MOST_CONNECTIONS = 10_000
"""Of one process: each open page holds one, at about 25 KB (`bin/bench o`), so 250 MB in all."""
OWN_FILES = 200
"""Kept for the database, Redis, mails, push and files that are served."""


def connections() -> int:
    """Raises this process's limit as far as needed and allowed; how many may be connected then."""
    wanted = MOST_CONNECTIONS + OWN_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return MOST_CONNECTIONS
    return min(MOST_CONNECTIONS, max(soft - OWN_FILES, soft // 2))
