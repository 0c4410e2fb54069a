"""What became of a push message, read from the answer of the push service."""

from dataclasses import dataclass
from enum import Enum

from domain.notifications import retry_after as pauses


class Outcome(Enum):
    """What became of a message, and so what to do.

    SENT: accepted. GONE: delete the subscription. REFUSED: our own fault, another way and look.
    TOO_LARGE: send the short form. LATER: try again.
    """

    SENT = "sent"
    GONE = "gone"
    REFUSED = "refused"
    TOO_LARGE = "too_large"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Result:
    """Units: retry_after in seconds, where the push service named a time. `why` holds no secret."""

    outcome: Outcome
    retry_after: float | None = None
    why: str = ""


def of_answer(status: int, retry_after: str | None, text: str) -> Result:
    """Shape: retry_after is the header of that name, text the beginning of the body."""
    why = f"{status} {text}".strip()
    if 200 <= status < 300:
        return Result(Outcome.SENT)
    if status in (404, 410):
        return Result(Outcome.GONE, why=why)
    if status == 413:
        return Result(Outcome.TOO_LARGE, why=why)
    if status == 429 or status >= 500:
        return Result(Outcome.LATER, pauses.seconds(retry_after), why)
    return Result(Outcome.REFUSED, why=why)
