"""Which release this is: a hash over everything that a browser could have kept of us."""

import hashlib
from functools import cache

from web.words.catalogue import WEB

ROOT = WEB.parent
STATIC = ROOT / "static"
PREFIX = "/static/"


@cache
def name() -> str:
    """Twelve characters that change whenever a file, a template or a text does."""
    digest = hashlib.sha256()
    for folder, pattern in (
        (STATIC, "*"),
        (ROOT / "service-worker", "*"),
        (WEB, "*.html"),
        (WEB, "*.po"),
    ):
        for path in sorted(folder.rglob(pattern)):
            if path.is_file():
                digest.update(path.relative_to(ROOT).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@cache
def url(path: str) -> str:
    return f"{PREFIX}{name()}/{path}"
