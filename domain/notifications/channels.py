"""Channels: how somebody can be told of a theme.

Rule: N1. Choice: what somebody may wish is one of five, in words, and not two switches: those could
not say "by mail where no device takes it", which is what people want who never look at this.
Whatever they choose, it stands in "Mitteilungen". What concerns security is no kind of fact: its
mails (workers/login_mail.py) ask nobody.
"""

from enum import StrEnum


class Channels(StrEnum):
    """USUAL: push where a device takes it, else mail; LIST: "Mitteilungen" alone."""

    USUAL = "usual"
    BOTH = "both"
    PUSH = "push"
    MAIL = "mail"
    LIST = "list"

    @property
    def has_push(self) -> bool:
        return self in (Channels.USUAL, Channels.BOTH, Channels.PUSH)

    def has_mail(self, *, is_pushed: bool) -> bool:
        return self in (Channels.BOTH, Channels.MAIL) or (self == Channels.USUAL and not is_pushed)
