"""What can become of work that did not succeed, said by its handler to the relay."""

from datetime import datetime


class Later(Exception):
    """It cannot be done now.

    Units: seconds, at least so long. Shape: `is_asked` where whoever is to take it named the time,
    which is no failure and counts as none.
    """

    def __init__(self, why: str, seconds: float | None = None) -> None:
        super().__init__(why)
        self.seconds = seconds or 0.0
        self.is_asked = seconds is not None


class Hopeless(Exception):
    """It will never succeed; trying again is of no use."""


class Held(Exception):
    """It is not to be done before that moment. Shape: no failure, and counts as no attempt."""

    def __init__(self, until: datetime) -> None:
        super().__init__("held")
        self.until = until
