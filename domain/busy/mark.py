"""A mark: what a source said of the version of its calendar that was read last. Rule: S6.

Source: RFC 9110, conditional requests.
"""

from collections.abc import Mapping
from typing import NamedTuple

LONGEST = 200
"""Marks that are longer are not kept, and so not sent."""


class Mark(NamedTuple):
    """Shape: empty where it said nothing."""

    etag: str = ""
    last_modified: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """With them the source is asked whether anything is another."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


def of(headers: Mapping[str, str]) -> Mark:
    """What an answer says of itself."""
    said = (headers.get(name, "") for name in ("ETag", "Last-Modified"))
    return Mark(*(each if _can_be_said_again(each) else "" for each in said))


def _can_be_said_again(mark: str) -> bool:
    return len(mark) <= LONGEST and mark.isascii() and mark.isprintable()
