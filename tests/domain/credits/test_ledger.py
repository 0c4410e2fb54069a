"""Whatever people do, in whatever order and at once: sessions and credits are as the rules say.

Choice: the model in model.py is driven with the same random actions and compared after each. The
same ones are tried in every run; LERNFADEN_EXAMPLES=500 tries so many new ones.
"""

import asyncio
import copy
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

from hypothesis import HealthCheck, event, given, note, settings
from hypothesis import strategies as st

from domain.profiles import membership
from domain.profiles.actor import Guardian
from domain.profiles.membership import Role
from domain.providers import service
from tests.conftest import NOON, FrozenClock
from tests.domain.credits.model import COUNTS, OK, QUARTER, TEN_SECONDS, TWO_DAYS, WEEK, Model
from tests.domain.credits.real import Run, outcome, stored
from tests.rules import rule
from tests.world import build

EXAMPLES = int(os.environ.get("LERNFADEN_EXAMPLES", "0"))
Action = tuple[Any, ...]
"""A name, and what it is done with; an `int` first is the place of a session in the list."""

NAMES = (
    ["propose"] * 5 + ["confirm"] * 5 + ["complete", "miss", "correct", "object"] * 3
    + ["undo"] * 3 + ["uphold"] * 2
    + ["cancel_by_family"] * 2 + ["cancel_by_educator", "decline", "expire", "take_back", "grant"]
    + ["allow_overdraft", "expire_packages", "set_notice"]
)  # fmt: skip
HOURS = [0.25, 0.25, 0.25, 0.75, 1, 1, 1, 1.25, 2, 23, 24, 24, 25, 48, 168]
TIMES = [timedelta(hours=hours) for hours in HOURS] + [timedelta(seconds=4)] * 3
INSTANT = timedelta(microseconds=1)
GUARDIANS = ["nadia", "nadia", "nadia", "deniz"]
BEGIN = [("grant", 3, None), ("propose", 25, 1), ("confirm", 0, "nadia"), ("propose", 48, 2)]


def drawn(by: Random) -> Action:
    """Anything that somebody can do, sensible or not; numbers meet the limits of the rules."""
    name = by.choice(NAMES)
    nth = by.choice([0, 0, 1, 1, 2, 3, 4])
    others: dict[str, Action] = {
        "propose": (by.choice([1, 2, 24, 25, 25, 25, 26, 48]), by.choice([0, 1, 1, 2, 3])),
        "grant": (by.randint(1, 5), by.choice([None, None, 0, 1, 2, 3, 10])),
        "confirm": (nth, by.choice(GUARDIANS)),
        "undo": (nth, by.choice(GUARDIANS)),
        "cancel_by_family": (nth, by.choice([None, "free", "free", "lapses", "lapses"])),
        "take_back": (by.randint(1, 4),),
        "allow_overdraft": (by.randint(0, 3),),
        "set_notice": (by.choice([0, 24, 48]),),
        "expire_packages": (),
    }
    return (name, *others.get(name, (nth,)))


def telling(by: Random, model: "Model") -> Action | None:
    """One with the keys that it speaks of, more often one that changes something than not."""
    for _ in range(12):
        made = bound(drawn(by), list(model.sessions))
        if made is None:
            continue
        after = copy.deepcopy(model)
        changes = call(after, made) == OK and shown(after) != shown(model)
        if changes or by.random() < 0.06:
            return made
    return None


def bound(action: Action, known: list[UUID]) -> Action | None:
    """The action with the keys that it speaks of; None where there is no such session yet."""
    name, *rest = action
    if name in ("propose", "grant"):
        return (name, uuid4(), *rest)
    if name in ("take_back", "allow_overdraft", "expire_packages", "set_notice"):
        return action
    return (name, known[-1 - rest[0] % len(known)], *rest[1:]) if known else None


def call(target: object, action: Action) -> Any:
    method: Callable[..., Any] = getattr(target, action[0])
    return method(*action[1:])


def possible(model: Model, actions: list[Action]) -> list[tuple[list[str], Model]]:
    """What may come of actions at once: of one after another, or one finds the other was first."""
    if len(actions) == 1:
        after = copy.deepcopy(model)
        return [([call(after, actions[0])], after)]
    found = []
    for first in (0, 1):
        after = copy.deepcopy(model)
        outcomes = ["", ""]
        outcomes[first] = call(after, actions[first])
        key = actions[first][1] if len(actions[first]) > 1 else None
        if key in after.sessions and actions[1 - first][1:2] == (key,):
            late = list(outcomes)
            late[1 - first] = f"Stale {after.sessions[key]['state']}"
            found.append((late, copy.deepcopy(after)))
            if actions[1 - first][0] == "undo":
                found.append(([*late[: 1 - first], "UndoOver", *late[2 - first :]], found[-1][1]))
        outcomes[1 - first] = call(after, actions[1 - first])
        found.append((outcomes, after))
    return found


def shown(model: Model) -> dict[str, Any]:
    return {
        "sessions": {
            key: (
                kept["state"],
                kept["notice"],
                sorted(kept["history"]),
                parts(kept["parts"]),
                kept["objection"],
                int(kept["completion"]),
            )
            for key, kept in model.sessions.items()
        },
        "packages": {key: kept["counts"] for key, kept in model.packages.items()},
    }


def parts(kept: dict[UUID | None, dict[str, int]]) -> dict[UUID | None, list[int]]:
    """What a session has of which package: held, spent, lapsed."""
    found = {source: [part[name] for name in COUNTS[2:5]] for source, part in kept.items()}
    return {source: part for source, part in found.items() if any(part)}


def different(kept: dict[str, Any], wanted: dict[str, Any]) -> list[str]:
    return [
        f"{key}: {kept[what].get(key)} instead of {wanted[what].get(key)}"
        for what in kept
        for key in {**kept[what], **wanted[what]}
        if kept[what].get(key) != wanted[what].get(key)
    ]


async def take(run: Run, model: Model, actions: list[Action]) -> Model:
    """Does these at once, and finds the model that fits what came of it."""
    tasks = [asyncio.ensure_future(outcome(call(run, action))) for action in actions]
    came = list(await asyncio.gather(*tasks))
    kept = await stored(run.world)
    allowed = possible(model, actions)
    fitting = [after for said, after in allowed if (said, shown(after)) == (came, kept)]
    assert fitting, "\n".join(
        [f"{actions} came out as {came}"]
        + [f"allowed {said}, other is {different(kept, shown(after))}" for said, after in allowed]
    )
    for action, said in zip(actions, came, strict=True):
        event(f"{action[0]}: {said.split()[0]}{' at once' * (len(actions) - 1)}")
    return fitting[0]


def limit(by: Random, model: Model) -> tuple[datetime, Action] | None:
    """A moment at which something becomes possible, or is no longer, and somebody who tries it."""
    found = [
        (moment, action)
        for key, kept in model.sessions.items()
        for moment, action in limits(key, kept)
        if moment > model.now
    ]
    if not found:
        return None
    found.sort(key=lambda each: each[0])
    moment, action = by.choice(found[:4])
    return moment + by.choice([-INSTANT, INSTANT * 0, INSTANT]), action


def limits(key: UUID, kept: dict[str, Any]) -> list[tuple[datetime, Action]]:
    starts, ends = kept["starts"], kept["ends"]
    if kept["state"] == "pending":
        return [(starts, ("confirm", key, "nadia")), (starts, ("expire", key))]
    if kept["state"] == "confirmed":
        free_until = starts - timedelta(hours=kept["notice"])
        return [
            *((kept["confirmed"][1] + TEN_SECONDS, ("undo", key, who)) for who in GUARDIANS[2:]),
            (free_until, ("cancel_by_family", key, "free")),
            (starts + QUARTER, ("miss", key)),
            (ends, ("cancel_by_educator", key)),
            (ends + QUARTER, ("complete", key)),
        ]
    if kept["state"] == "missed":
        objected = (kept["missed"] + TWO_DAYS, ("object", key))
        return [(ends, ("correct", key)), objected, (ends + WEEK, ("correct", key))]
    return [(ends + WEEK, ("miss", key))] if kept["state"] == "completed" else []


async def follow(run: Run, model: Model, by: Random, steps: int, moving: FrozenClock) -> None:
    for action in BEGIN:
        model = await take(run, model, [bound(action, list(model.sessions)) or action])
    for _ in range(steps):
        if by.random() < 0.2:
            model.now = moving.forward(by.choice(TIMES))
            continue
        count = 2 if by.random() < 0.35 else 1
        actions = [made for _ in range(count) if (made := telling(by, model))]
        waiting = [key for key, kept in model.sessions.items() if kept["state"] == "pending"]
        if len(waiting) > 1 and by.random() < 0.1:
            # Two that may want the same hour, or the same credit.
            actions = [("confirm", key, "nadia") for key in by.sample(waiting, 2)]
        if by.random() < 0.25 and (met := limit(by, model)):
            model.now, actions = moving.to(max(met[0], model.now)), [met[1]]
        note(f"{model.now:%a %H:%M:%S} {actions}")
        if actions:
            model = await take(run, model, actions)


@rule("S1", "S4", "S8", "S11", "K1", "K2", "K3", "K6")
@settings(
    max_examples=EXAMPLES or 40,
    derandomize=not EXAMPLES,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(by=st.randoms(use_true_random=True), steps=st.integers(20, 50))
async def test_sessions_and_credits_are_as_the_rules_say_whatever_people_do(
    by: Random, steps: int, database: str, frozen_clock: FrozenClock
) -> None:
    frozen_clock.to(NOON)
    world = await build(f"{uuid4().hex}.example")
    services = [
        await service.create(uuid4(), f"Kurs {credits}", 60, credits, "", by=world.jonas.actor)
        for credits in range(4)
    ]
    deniz = await membership.create(world.kaya.family, Role.GUARDIAN, "Deniz Kaya")
    run = Run(world, services, Guardian(deniz.id, world.kaya.family))
    await follow(run, Model(NOON), by, steps, frozen_clock)
