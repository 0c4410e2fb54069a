"""What people can do in the model, drawn at random: sensible or not, at the limits of the rules."""

from datetime import timedelta
from random import Random
from typing import Any
from uuid import uuid4

from tests.domain.credits.model import Model

Action = tuple[Any, ...]
"""A name, and what it is done with; an `int` first is the place of a session in the list."""

NAMES = (
    ["propose"] * 5 + ["confirm"] * 6 + ["complete", "miss", "correct", "object"] * 3
    + ["undo"] * 3 + ["uphold"] * 2 + ["move"] * 4 + ["waive"]
    + ["cancel_by_family"] * 2 + ["cancel_by_educator", "decline", "expire", "take_back", "grant"]
    + ["allow_overdraft", "expire_packages", "set_notice"]
)  # fmt: skip
IN_GROUPS = (
    ["make_group"] * 3 + ["join"] * 6 + ["wait"] * 3 + ["pass_on"] * 4 + ["invite"] * 2
    + ["leave", "decide", "call_off", "let_sooner_pass"]
)  # fmt: skip
TO_AND_FRO = (
    ["request"] * 4 + ["counter"] * 3 + ["reply"] * 3 + ["ask_to_move"] * 3 + ["decline_wish"]
    + ["pass_over"] * 3 + ["confirm"] * 3 + ["decline"] + ["exchange"] * 8 + ["choose"] * 4
)  # fmt: skip
IN_SERIES = (
    ["put_in"] * 4 + ["cancel_dates"] * 2 + ["move"] * 3 + ["pass_over"] * 2 + ["confirm"] * 2
)
EARLIER = (
    ["wait_sooner"] * 5 + ["offer_sooner"] * 5 + ["cancel_by_family", "request", "confirm"] * 2
    + ["leave_sooner", "let_sooner_pass", "decline"] + ["choose"] * 2
)  # fmt: skip
PARTS = [IN_GROUPS, TO_AND_FRO, IN_SERIES, EARLIER]
"""What may be done besides in a run."""
OF_NOTHING = {
    "take_back", "allow_overdraft", "expire_packages", "set_notice", "let_sooner_pass",
    "offer_sooner", "choose",
}  # fmt: skip
SCOPES = ["this", "following", "coming"]
LEARNERS = ["mila", "tom", "lia"]
HOURS = [0.25, 0.25, 0.25, 0.75, 1, 1, 1, 1.25, 2, 23, 24, 24, 25, 48, 168]
TIMES = [timedelta(hours=hours) for hours in HOURS] + [timedelta(seconds=4)] * 3
GUARDIANS = ["nadia", "nadia", "nadia", "deniz"]
CHOOSING = ["nadia", "dora"]
"""Guardians of two families."""
PEOPLE = [*GUARDIANS, "jonas", "jonas"]
AHEAD = [1, 2, 24, 25, 25, 25, 26, 48]
BEGIN = [
    ("grant", 3, None), ("propose", (25,), 1), ("confirm", 0, "nadia", 1), ("propose", (48,), 2),
]  # fmt: skip
FULL = [
    ("grant", 4, None), ("make_group", 49, 1, 0, ()), ("join", 0, "mila", "nadia"),
    ("join", 0, "tom", "nadia"), ("wait", 0, "lia"),
]  # fmt: skip
"""A group in which somebody waits."""


def drawn(by: Random, names: list[str]) -> Action:
    """Anything that somebody can do, sensible or not; numbers meet the limits of the rules."""
    name = by.choice(names)
    nth = by.choice([0, 0, 1, 1, 2, 3, 4])
    others: dict[str, Action] = {
        "propose": (several(by, 1, 1, 1, 2, 3), by.choice([0, 1, 1, 2, 3])),
        "put_in": (by.choice(AHEAD), by.choice([1, 2, 3, 4]), by.choice([0, 1, 1, 2])),
        "request": (by.choice(AHEAD), by.choice([0, 1, 1, 2]), by.choice(LEARNERS)),
        "counter": (nth, several(by, 1, 2, 3)),
        "reply": (nth, several(by, 1, 1, 2), by.choice([0, 1, 1, 2])),
        "exchange": (nth, by.choice([None, *AHEAD])),
        "ask_to_move": (nth, several(by, 0, 1, 2)),
        "cancel_dates": (nth, by.choice(SCOPES[1:]), by.choice(["nadia", "jonas"])),
        "let_sooner_pass": (by.choice([None, 2, 12]),),
        "offer_sooner": (),
        "choose": (by.choice(AHEAD), by.choice(CHOOSING)),
        "grant": (by.randint(1, 5), by.choice([None, None, 0, 1, 2, 3, 10])),
        "confirm": (nth, by.choice(PEOPLE), by.choice([1, 1, 2, 4])),
        "undo": (nth, by.choice(PEOPLE)),
        "decline": (nth, by.choice(PEOPLE)),
        "move": (nth, by.choice(AHEAD), by.random() < 0.3, by.choice(SCOPES)),
        "cancel_by_family": (nth, by.choice([None, "free", "free", "lapses", "lapses"])),
        "take_back": (by.randint(1, 4),),
        "allow_overdraft": (by.randint(0, 3),),
        "set_notice": (by.choice([0, 24, 48]),),
        "expire_packages": (),
        "make_group": (
            by.choice(AHEAD),
            by.choice([0, 1, 1, 2]),
            by.choice([0, 0, 2]),
            tuple(by.sample(LEARNERS, by.randint(0, 3))),
        ),
        "invite": (nth, by.choice(LEARNERS)),
        "join": (nth, by.choice(LEARNERS), by.choice(GUARDIANS)),
        "wait": (nth, by.choice(LEARNERS)),
        "leave": (nth, by.choice(LEARNERS)),
    }
    return (name, *others.get(name, (nth,)))


def several(by: Random, *counts: int) -> tuple[int, ...]:
    """So many times, a number of hours ahead each."""
    return tuple(by.sample(sorted({*AHEAD}), by.choice(counts)))


def bound(action: Action, model: Model) -> Action | None:
    """The action with the keys that it speaks of; None where there is no such session yet."""
    name, *rest = action
    known = list(model.groups if name in IN_GROUPS else model.sessions)
    if name == "exchange":
        asked = model.sessions.items()
        known = [key for key, each in asked if each["asking"]["kind"] == "alternatives"]
    if name in ("propose", "put_in", "request", "grant", "make_group"):
        return (name, uuid4(), *rest)
    if name in OF_NOTHING:
        return action
    if not known:
        return None
    key = known[-1 - rest[0] % len(known)]
    new = [uuid4()] if name in ("move", "join", "reply", "exchange") else []
    return (name, key, *new, *rest[1:])
