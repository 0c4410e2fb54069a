"""Moments at which something becomes possible in the model, or is no longer, and who tries it."""

from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from tests.domain.credits.actions import CHOOSING, PEOPLE, Action
from tests.domain.credits.attendance_model import QUARTER, TWO_DAYS, WEEK
from tests.domain.credits.model import Model
from tests.domain.credits.shared_model import HOUR, TEN_SECONDS

INSTANT = timedelta(microseconds=1)


def limit(by: Random, model: Model) -> tuple[datetime, Action] | None:
    """A moment at which something becomes possible, or is no longer, and somebody who tries it."""
    found = [
        (moment, action)
        for key, kept in model.sessions.items()
        for moment, action in limits(key, kept)
        if moment > model.now
    ]
    found += [(due, ("offer_sooner",)) for due, _ in model.left if due > model.now]
    found += [
        (until, ("choose", (starts - until) / HOUR, by.choice(CHOOSING)))
        for starts, until in model.held.values()
        if until > model.now
    ]
    found += [
        (moment, (name, key))
        for key, kept in model.groups.items()
        for moment, name in [(kept["decides"], "decide"), (kept["starts"], "call_off")]
        if moment and moment > model.now
    ]
    found += [
        (moment + TEN_SECONDS, ("pass_on", key))
        for key, kept in model.groups.items()
        for each in kept["asked"].values()
        if each["state"] == "confirmed" and (moment := each["asking"]["answered"][1])
    ]
    if not found:
        return None
    found.sort(key=lambda each: each[0])
    moment, action = by.choice(found[:4])
    return moment + by.choice([-INSTANT, INSTANT * 0, INSTANT]), action


def limits(key: UUID, kept: dict[str, Any]) -> list[tuple[datetime, Action]]:
    starts, ends = kept["starts"], kept["ends"]
    asking = kept["asking"]
    if kept["state"] == "pending":
        who = "jonas" if asking["by"] == "educator" else "nadia"
        final = asking["answered"] and asking["answered"][1] + TEN_SECONDS
        return [
            *((over, ("confirm", key, who, 1)) for over in (starts, asking["expires"])),
            *((over, ("expire", key)) for over in (starts, asking["expires"])),
            *([(final, ("pass_over", key))] if final else []),
        ]
    if kept["state"] == "confirmed":
        free_until = starts - timedelta(hours=kept["notice"])
        return [
            *((asking["answered"][1] + TEN_SECONDS, ("undo", key, who)) for who in PEOPLE[2:5]),
            (free_until, ("cancel_by_family", key, "free")),
            (starts + QUARTER, ("miss", key)),
            (ends, ("cancel_by_educator", key)),
            (ends + QUARTER, ("complete", key)),
        ]
    if kept["state"] == "missed":
        objected = (kept["missed"] + TWO_DAYS, ("object", key))
        return [(ends, ("correct", key)), objected, (ends + WEEK, ("correct", key))]
    return [(ends + WEEK, ("miss", key))] if kept["state"] == "completed" else []
