"""Whatever people do, in whatever order and at once: sessions and credits are as the rules say.

Choice: the model in model.py is driven with the same random actions and compared after each. The
same ones are tried in every run, on each kind of database others, for its rules are the same;
LERNFADEN_EXAMPLES=500 tries so many new ones.
"""

import asyncio
import os
import pickle
from collections.abc import Awaitable, Callable
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, event, given, note, settings
from hypothesis import strategies as st

from domain.availability import hours, rules
from domain.availability.hours import Weekly
from domain.profiles import membership
from domain.profiles.actor import Guardian
from domain.profiles.membership import Role
from domain.providers import service
from domain.providers.service import Places
from tests.conftest import NOON, FrozenClock
from tests.domain.credits.actions import (
    BEGIN,
    FULL,
    IN_GROUPS,
    NAMES,
    PARTS,
    TIMES,
    Action,
    bound,
    drawn,
)
from tests.domain.credits.groups_model import PLACES
from tests.domain.credits.limits import INSTANT, limit
from tests.domain.credits.model import Model
from tests.domain.credits.real import Run, outcome, stored
from tests.domain.credits.shared_model import COUNTS, OK
from tests.rules import rule
from tests.world import build

EXAMPLES = int(os.environ.get("LERNFADEN_EXAMPLES", "0"))
LATE = ("Stale", "UndoOver", "TermsChanged")
"""What somebody is told who looked before the other one had done something."""


def telling(by: Random, model: "Model", names: list[str]) -> Action | None:
    """One with the keys that it speaks of, more often one that changes something than not."""
    kept, before = pickle.dumps(model), shown(model)
    for _ in range(12):
        made = bound(drawn(by, names), model)
        if made is None:
            continue
        after: Model = pickle.loads(kept)
        changes = after.act(*made) == OK and shown(after) != before
        if changes or by.random() < 0.06:
            return made
    return None


def call(run: Run, action: Action) -> Awaitable[None]:
    method: Callable[..., Awaitable[None]] = getattr(run, action[0])
    return method(*action[1:])


def done(model: Model, action: Action) -> tuple[str, Model]:
    """What comes of it; what is refused leaves nothing."""
    kept = pickle.dumps(model)
    after: Model = pickle.loads(kept)
    came = after.act(*action)
    return came, after if came == OK else pickle.loads(kept)


def possible(model: Model, actions: list[Action], came: list[str]) -> list[tuple[list[str], Model]]:
    """What may come of actions at once: of one after another, or one finds the other was first."""
    if len(actions) == 1:
        said, after = done(model, actions[0])
        return [([said], after)]
    found = []
    for first in (0, 1):
        outcomes = ["", ""]
        outcomes[first], after = done(model, actions[first])
        if came[1 - first].startswith(LATE) and are_about_one(model, actions):
            late = list(outcomes)
            late[1 - first] = came[1 - first]
            found.append((late, pickle.loads(pickle.dumps(after))))
        outcomes[1 - first], after = done(after, actions[1 - first])
        found.append((outcomes, after))
    return found


def are_about_one(model: Model, actions: list[Action]) -> bool:
    """Whether they are about the same session, or such as are asked or moved together."""
    keys = [about(model, action) for action in actions]
    one, other = (model.sessions.get(key) if key else None for key in keys)
    if one is None or other is None:
        return False
    is_series = one["series"] is not None and one["series"] == other["series"]
    is_moved = {keys[0], one["from"]} & {keys[1], other["from"]} - {None}
    return is_series or bool(is_moved) or one["asking"] is other["asking"]


def about(model: Model, action: Action) -> UUID | None:
    """The session that it is about; of who joins, what the child has of the group already."""
    if action[0] != "join":
        return action[1] if len(action) > 1 else None
    _, group, _, learner, _ = action
    return next(
        (
            key
            for key, kept in model.sessions.items()
            if (kept["group"], kept["learner"]) == (group, learner)
            and kept["state"] in ("pending", "confirmed")
        ),
        None,
    )


def shown(model: Model) -> dict[str, Any]:
    return {
        "sessions": {
            key: (
                kept["group"],
                kept["learner"],
                kept["starts"],
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
        "groups": {
            key: (
                kept["is_off"],
                [(each, each in kept["asked"]) for each in kept["waits"]],
                kept["tries"],
            )
            for key, kept in model.groups.items()
        },
        "sooner": {"waits": model.waits, "left": sorted(model.left)},
        "held": {who: kept for who, kept in model.held.items() if kept[1] > model.now},
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
    kept = await stored(run)
    allowed = possible(model, actions, came)
    for _, after in allowed:
        name(after, kept["sessions"])
    fitting = [after for said, after in allowed if (said, shown(after)) == (came, kept)]
    assert fitting, "\n".join(
        [f"{actions} came out as {came}"]
        + [f"allowed {said}, other is {different(kept, shown(after))}" for said, after in allowed]
    )
    for action, said in zip(actions, came, strict=True):
        event(f"{action[0]}: {said.split()[0]}{' at once' * (len(actions) - 1)}")
    return fitting[0]


async def take_in_turn(run: Run, model: Model, actions: list[Action]) -> Model:
    """Does these one after the other, and compares what came of all of them."""
    came, said = [await outcome(call(run, action)) for action in actions], list[str]()
    for action in actions:
        one, model = done(model, action)
        said.append(one)
    kept = await stored(run)
    name(model, kept["sessions"])
    assert (said, shown(model)) == (came, kept), (actions, different(kept, shown(model)))
    for action, one in zip(actions, came, strict=True):
        event(f"{action[0]}: {one.split()[0]}")
    return model


def name(after: Model, kept: dict[UUID, Any]) -> None:
    """Gives sessions that nobody chose a key for the one that they are kept under."""
    new = {kept[id][:3]: id for id in kept if id not in after.sessions}
    for id, each in list(after.sessions.items()):
        if id not in kept and (found := new.get((each["group"], each["learner"], each["starts"]))):
            after.sessions[found] = after.sessions.pop(id)


async def follow(run: Run, model: Model, by: Random, steps: int, moving: FrozenClock) -> None:
    parts = [part for part in PARTS if by.random() < 0.5]
    names = sum(parts, NAMES)
    for action in BEGIN + (FULL if IN_GROUPS in parts else []):
        model = await take(run, model, [bound(action, model) or action])
    for _ in range(steps):
        if by.random() < 0.2:
            model.now = moving.forward(by.choice(TIMES))
            continue
        count = 2 if by.random() < 0.35 else 1
        actions = [made for _ in range(count) if (made := telling(by, model, names))]
        waiting = [key for key, kept in model.sessions.items() if kept["state"] == "pending"]
        if len(waiting) > 1 and by.random() < 0.1:
            # Two that may want the same hour, or the same credit.
            actions = [("confirm", key, "nadia", 1) for key in by.sample(waiting, 2)]
        if by.random() < 0.25 and (met := limit(by, model)):
            model.now, actions = moving.to(max(met[0], model.now)), [met[1]]
        note(f"{model.now:%a %H:%M:%S} {actions}")
        if actions:
            # Who waits first is first; of two at once that is open.
            model.now = moving.forward(INSTANT)
            model = await take(run, model, actions)
    await end(run, model, moving)


async def end(run: Run, model: Model, moving: FrozenClock) -> None:
    """Once all is over, nothing waits that the workers have looked at."""
    model.now = moving.forward(timedelta(days=60))
    ends = ("expire", "pass_over", "complete")
    looks: list[Action] = [(end, key) for key in model.sessions for end in ends]
    looks += [("pass_on", key) for key in model.groups]
    model = await take_in_turn(run, model, [*looks, ("offer_sooner",)])
    states = {each["state"] for each in model.sessions.values()}
    assert not states & {"pending", "confirmed"}
    assert not any(each["waits"] for each in model.groups.values())
    assert not model.left


@rule("S10", "S18")
def test_of_a_move_and_a_family_that_joins_at_once_whoever_looked_before_may_be_refused() -> None:
    """What was asked is moved at once; what was agreed holds until its family has answered."""
    model, group, new = Model(NOON), uuid4(), uuid4()
    model.act("make_group", group, 48, 0, 0, ("lia",))
    (asked,) = model.sessions
    both: list[Action] = [
        ("move", asked, new, 2, False, "following"),
        ("join", group, uuid4(), "lia", "nadia"),
    ]
    late = ["Stale confirmed", OK]
    (left,) = (after for said, after in possible(model, both, late) if said == late)
    assert left.sessions[asked]["state"] == "confirmed"
    assert new not in left.sessions
    # Another child's place is another thing.
    both[1] = ("join", group, uuid4(), "mila", "nadia")
    assert late not in [said for said, _ in possible(model, both, late)]


@pytest.mark.timeout(600 + 20 * EXAMPLES)
@rule("S1", "S2", "S4", "S5", "S7", "S8", "S9", "S10", "S11", "S17", "S18", "K1", "K2", "K3", "K6")
@settings(
    max_examples=EXAMPLES or 25,
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
    together = {
        (credits, minimum): await service.create(
            uuid4(), "Gruppe", 60, credits, "", Places(PLACES, minimum), by=world.jonas.actor
        )
        for credits in range(3)
        for minimum in (0, 2)
    }
    await hours.replace([Weekly(day, 0, 1440) for day in range(7)], by=world.jonas.actor)
    chosen = (await rules.of(world.jonas.id))._replace(minimum_notice_hours=0, answer_hours=24)
    await rules.choose(chosen, by=world.jonas.actor)
    lia = await membership.create(world.kaya.family, Role.CHILD, "Lia")
    run = Run(world, services, together, Guardian(deniz.id, world.kaya.family), lia.id)
    await follow(run, Model(NOON), Random(f"{database} {by.random()}"), steps, frozen_clock)
