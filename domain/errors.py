"""The six bases every refusal of the domain derives from, and one for limits.

They carry values, no prose: the web's table turns each into a status and a sentence.
"""

from typing import TypeVar

T = TypeVar("T")


class DomainError(Exception):
    """Something the product refuses; whoever caused it can be told why."""


class NotFound(DomainError):
    """There is nothing there, or nothing that the asking profile can reach."""


class Forbidden(DomainError):
    """The profile can see it, but may not do this with it."""


class Conflict(DomainError):
    """Possible in general, not in the state things are in now."""


class Expired(DomainError):
    """It was there for a time that is over."""


class Invalid(DomainError):
    """What was typed cannot be stored.

    Shape: `field` names the form's field, `code` the reason, `values` what its sentence needs.
    """

    def __init__(self, field: str, code: str, **values: object) -> None:
        super().__init__(field, code)
        self.field = field
        self.code = code
        self.values = values


class Unstored(DomainError):
    """Cannot be kept at the moment, whatever it is; reading goes on."""


class Throttled(DomainError):
    """Tried too often. Units: whole seconds until it is worth trying again."""

    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__(retry_after_seconds)
        self.retry_after_seconds = retry_after_seconds


def found(there: T | None) -> T:
    """What was looked for. Errors: NotFound, where there is nothing."""
    if there is None:
        raise NotFound
    return there
