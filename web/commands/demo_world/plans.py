"""The sessions of the demo world: which there were, which are to come, and how each ended."""

from collections.abc import Iterator

from domain.sessions.session import State

from .plan import Plan, Several, Weekly
from .times import Days

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
_OF_TOM = (
    ((-10, "15:15"), ("", "")),
    ((-3, "15:15"), ("Einmaleins bis 12, sehr gut gemacht!", "")),
    ((1, "16:30"), ("", "")),
)
"""When each starts, and what was noted of it; what lies behind took place."""


def series_of_kaya(days: Days) -> Weekly:
    """Ten of Mila, eight of which lie behind."""
    return Weekly(
        "Mila",
        ("Mathe", 45),
        days.at(-54, "16:00"),
        days.at(-59, "18:40"),
        10,
        "Jede Woche zur selben Zeit, damit Mila dranbleibt.",
        (
            "Bruchrechnen sitzt. Nächstes Mal: Prozente, bitte das blaue Heft mitbringen.",
            "Beim Kürzen noch unsicher, mit Pizzastücken anfangen.",
        ),
    )


def to_choose(days: Days) -> Several:
    """Two for Mila, of an hour more."""
    return Several(
        "Mila",
        ("Mathe", 60),
        (days.at(5, "16:30"), days.at(6, "15:15")),
        "Für die Extrastunde vor der Klassenarbeit habe ich zwei Zeiten frei.",
    )


def given_up(days: Days) -> Plan:
    """One of Tom's that Kaya gives up for another time, on a day on which Jonas works."""
    day = next(day for day in (9, 10, 11) if days.at(day, "15:15").weekday() < 5)
    times = days.at(day, "15:15"), days.at(-5, "18:50")
    return Plan("Tom", ("Mathe", 45), *times, State.CONFIRMED)


def of_kaya(days: Days) -> Iterator[Plan]:
    yield from _of_tom(days)
    yield from _single(days)


def _of_tom(days: Days) -> Iterator[Plan]:
    for (day, hour), noted in _OF_TOM:
        state = State.COMPLETED if day < 0 else State.CONFIRMED
        times = days.at(day, hour), days.at(day - 6, "18:50")
        yield Plan("Tom", ("Mathe", 45), *times, state, noted=noted)


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


def to_be_sooner(days: Days) -> Plan:
    """One of Emil's, instead of which Rossi would take an earlier time."""
    times = days.at(13, "17:15"), days.at(-4, "17:35")
    return Plan("Emil", ("Physik", 60), *times, State.CONFIRMED)


def of_rossi(days: Days) -> Iterator[Plan]:
    yield Plan("Emil", ("Physik", 60), days.at(-6, "17:15"), days.at(-12, "17:30"), State.COMPLETED)
    yield Plan("Emil", ("Physik", 60), days.at(1, "17:30"), days.at(-1, "17:35"), State.CONFIRMED)
