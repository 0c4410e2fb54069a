"""The sessions of the demo world: which there were, which are to come, and how each ended."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from domain.sessions.session import State

from .times import Days


@dataclass(frozen=True, slots=True)
class Plan:
    """One session of the story. Shape: why is what was said when it ended otherwise; noted is what
    Jonas wrote for the family, and for himself.
    """

    learner: str
    service: tuple[str, int]
    starts_at: datetime
    proposed_at: datetime
    state: State
    message: str = ""
    why: str = ""
    noted: tuple[str, str] = ("", "")
    key: UUID = field(default_factory=uuid4)


_SINGLE = (
    ("Mila", ("Physik", 60), (3, "16:30"), (-1, "18:40"), State.PENDING,
     "Vor der Klassenarbeit würde ich gern noch einmal die Optik durchgehen."),
    ("Mila", ("Physik", 45), (-1, "16:00"), (-8, "18:10"), State.MISSED,
     "Ich habe eine Viertelstunde gewartet, aber niemand kam."),
    ("Mila", ("Physik", 45), (-8, "16:30"), (-15, "18:10"), State.CANCELLED,
     "Mila ist auf Klassenfahrt."),
    ("Tom", ("Mathe", 45), (-17, "15:15"), (-22, "18:50"), State.DECLINED,
     "An dem Tag sind wir bei den Großeltern."),
)  # fmt: skip
"""Learner, service, when it starts, when it was proposed, how it ended, what was said of it."""
_WEEKLY = (
    *(("Mila", (day, "16:00"), (day - 7, "18:40")) for day in (-26, -19, -12, -5, 2)),
    *(("Tom", (day, hour), (day - 6, "18:50"))
      for day, hour in ((-10, "15:15"), (-3, "15:15"), (1, "16:30"))),
)  # fmt: skip
"""Learner, when it starts, when it was proposed; what lies behind took place."""
_NOTED = {
    ("Mila", -5): (
        "Bruchrechnen sitzt. Nächstes Mal: Prozente, bitte das blaue Heft mitbringen.",
        "Beim Kürzen noch unsicher, mit Pizzastücken anfangen.",
    ),
    ("Tom", -3): ("Einmaleins bis 12, sehr gut gemacht!", ""),
}
"""What was noted of whose session of which day."""


def of_kaya(days: Days) -> Iterator[Plan]:
    yield from _weekly(days)
    yield from _single(days)


def _weekly(days: Days) -> Iterator[Plan]:
    for learner, starts_at, proposed_at in _WEEKLY:
        state = State.COMPLETED if starts_at[0] < 0 else State.CONFIRMED
        times = days.at(*starts_at), days.at(*proposed_at)
        noted = _NOTED.get((learner, starts_at[0]), ("", ""))
        yield Plan(learner, ("Mathe", 45), *times, state, noted=noted)


def _single(days: Days) -> Iterator[Plan]:
    yield Plan("Mila", ("Physik", 45), days.soon(), days.at(-4, "18:20"), State.CONFIRMED)
    for learner, service, starts_at, proposed_at, state, said in _SINGLE:
        is_proposal = state == State.PENDING
        yield Plan(
            learner,
            service,
            days.at(*starts_at),
            days.at(*proposed_at),
            state,
            message=said if is_proposal else "",
            why="" if is_proposal else said,
        )


def of_rossi(days: Days) -> Iterator[Plan]:
    yield Plan("Emil", ("Physik", 60), days.at(-6, "17:15"), days.at(-12, "17:30"), State.COMPLETED)
    yield Plan("Emil", ("Physik", 60), days.at(1, "17:30"), days.at(-1, "17:35"), State.CONFIRMED)
