"""What to do about what pip says."""

import re
from pathlib import Path

from bin.install.speech import version

CAUSES = (
    (
        r"No space left on device|Disk quota exceeded",
        "The disk is full: make room, about 500 MB, and start again.",
    ),
    (
        r"Permission denied|Read-only file system|Operation not permitted",
        "This user may not write in {root}: start as its owner, or give it the right.",
    ),
    (
        r"certificate verify failed",
        "The package index's certificate is not trusted here: name its authority in PIP_CERT, "
        "and start again.",
    ),
    (
        r"DO NOT MATCH THE HASHES",
        "The package index gave another file than the lock names: start again with "
        "PIP_NO_CACHE_DIR=1, and if it stays so, do not trust this index.",
    ),
    (
        r"connection broken|NewConnectionError|Connection(?:Reset|Timeout)?Error|timed out"
        r"|from versions: none",
        "The package index does not answer: check the network (HTTPS_PROXY behind a proxy, "
        "PIP_INDEX_URL for an index of your own), and start again.",
    ),
    (
        r"No matching distribution found for (?P<package>\S+)",
        "The package index has no {package} for Python {version}: name another Python, as in "
        "PYTHON=python3.12, and start again.",
    ),
    (
        r"Failed (?:to build|building wheel for) '?(?P<package>[\w.-]+)",
        "{package} is not ready-made for Python {version} on this machine and could not be "
        "built: name another Python, as in PYTHON=python3.12, or install a C compiler.",
    ),
)
"""What pip says, and what whoever started us can do; the first that fits."""


def about(said: str, root: Path, log: Path) -> str:
    """Shape: said is what a program said, log where all of it stands."""
    values = {"root": str(root), "version": version()}
    for pattern, words in CAUSES:
        if matched := re.search(pattern, said):
            return words.format(**values, **matched.groupdict())
    last = ([line.strip() for line in said.splitlines() if line.strip()] or ["nothing"])[-1]
    return f"Installing failed ({last}); all of it stands in {log}, then start again."
