"""A nudge: workers are woken after a commit, instead of at their next look."""

from collections.abc import Callable


class _Nudge:
    """What wakes them; set at start-up."""

    wake: Callable[[], None] | None = None


def on_new_work(wake: Callable[[], None] | None) -> None:
    """Names the callable that wakes the workers; called from any thread, must not block."""
    _Nudge.wake = wake


def give() -> None:
    if _Nudge.wake is not None:
        _Nudge.wake()
