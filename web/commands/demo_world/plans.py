"""The sessions of the demo world: which there were, which are to come, and how each ended."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from domain.sessions.session import State

from .times import Days


@dataclass(frozen=True, slots=True)
class Plan:
    """One session of the story. Shape: why is what was said when it ended otherwise."""

    learner: str
    service: tuple[str, int]
    starts_at: datetime
    proposed_at: datetime
    state: State
    message: str = ""
    why: str = ""
    key: UUID = field(default_factory=uuid4)


def of_kaya(days: Days) -> Iterator[Plan]:
    yield from _weekly(days)
    yield from _single(days)


def _weekly(days: Days) -> Iterator[Plan]:
    weekly = [(day, State.COMPLETED) for day in (-26, -19, -12, -5)] + [(2, State.CONFIRMED)]
    for day, state in weekly:
        starts_at = days.at(day, "16:00")
        yield Plan("Mila", ("Mathe", 45), starts_at, days.at(day - 7, "18:40"), state)
    for day, clock_time, state in (
        (-10, "15:15", State.COMPLETED),
        (-3, "15:15", State.COMPLETED),
        (1, "16:30", State.CONFIRMED),
    ):
        starts_at = days.at(day, clock_time)
        yield Plan("Tom", ("Mathe", 45), starts_at, days.at(day - 6, "18:50"), state)


def _single(days: Days) -> Iterator[Plan]:
    yield Plan("Mila", ("Physik", 45), days.soon(), days.at(-4, "18:20"), State.CONFIRMED)
    yield Plan(
        "Mila",
        ("Physik", 60),
        days.at(3, "16:30"),
        days.at(-1, "18:40"),
        State.PENDING,
        message="Vor der Klassenarbeit würde ich gern noch einmal die Optik durchgehen.",
    )
    yield Plan(
        "Mila",
        ("Physik", 45),
        days.at(-1, "16:00"),
        days.at(-8, "18:10"),
        State.MISSED,
        why="Ich habe eine Viertelstunde gewartet, aber niemand kam.",
    )
    yield Plan(
        "Mila",
        ("Physik", 45),
        days.at(-8, "16:30"),
        days.at(-15, "18:10"),
        State.CANCELLED,
        why="Mila ist auf Klassenfahrt.",
    )
    yield Plan(
        "Tom",
        ("Mathe", 45),
        days.at(-17, "15:15"),
        days.at(-22, "18:50"),
        State.DECLINED,
        why="An dem Tag sind wir bei den Großeltern.",
    )


def of_rossi(days: Days) -> Iterator[Plan]:
    yield Plan("Emil", ("Physik", 60), days.at(-6, "17:15"), days.at(-12, "17:30"), State.COMPLETED)
    yield Plan("Emil", ("Physik", 60), days.at(1, "17:30"), days.at(-1, "17:35"), State.CONFIRMED)
