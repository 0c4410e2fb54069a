"""How the program logs: on stderr, every record in one form."""

import logging
import time


class Records(logging.Formatter):
    """Shape: `2026-11-24T16:00:00Z WARNING lernfaden.security: …`; what has more lines goes on
    indented, so that nothing that somebody sent looks like a record of its own. Units: UTC."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%SZ")
        self.converter = time.gmtime

    def format(self, record: logging.LogRecord) -> str:
        return "\n  ".join(super().format(record).splitlines())


def begin() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(Records())
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    logging.getLogger("piccolo").setLevel(logging.WARNING)
