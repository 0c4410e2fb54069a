"""What can happen in a conversation, and who is told. Rule: N1 C2."""

from datetime import timedelta

from domain.notifications.kind import Kind, Role, Theme

OPEN_PAGE = timedelta(seconds=3)
"""So long a page that shows the conversation has to say that it was read.

Choice: no push to whoever has read it meanwhile, on none of their devices.
"""
UNREAD = timedelta(minutes=15)
"""After that a mail says what was not read, once for all that came before it."""

KINDS: dict[str, Kind] = {
    "message.sent": Kind(
        frozenset({Role.GUARDIANS, Role.WRITERS, Role.EDUCATORS, Role.SUPPORTERS}),
        is_urgent=True,
        pushed_after=OPEN_PAGE,
        mailed_after=UNREAD,
        theme=Theme.MESSAGES,
    ),
    # Nobody chooses not to be told of what somebody asks them to look at.
    "message.reported": Kind(frozenset({Role.GUARDIANS, Role.MANAGERS}), is_urgent=True),
}
