"""The part of the model in which children learn together, and wait for a place. Shape: as model.py.

Places are two; who waits is kept in order, `asked` says what they were asked about a place that is
kept for nobody, and `tries` counts what is left to a worker to pass on.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from tests.domain.credits.shared_model import OK, TEN_SECONDS, Shared

PLACES, DAY = 2, timedelta(hours=24)


class Groups(Shared):
    """Groups of the family's own children."""

    def make_group(
        self, key: UUID, hours: int, credits: int, minimum: int, invited: tuple[str, ...]
    ) -> str:
        starts = self.now + timedelta(hours=hours)
        is_decided = minimum > 0 and starts - DAY > self.now
        group = {
            "starts": starts, "ends": starts + timedelta(hours=1), "credits": credits,
            "minimum": minimum if is_decided else 0, "is_off": False, "waits": [], "asked": {},
            "tries": 0, "decides": starts - DAY if is_decided else None,
        }  # fmt: skip
        if self._is_taken(starts):
            return "Invalid starts_at"
        self.groups[key] = group
        for learner in invited:
            self._note(self._asked(key, learner), "proposed")
        return OK

    def invite(self, key: UUID, learner: str) -> str:
        if not self._is_to_come(key):
            return "Stale cancelled"
        if not self._free_count(key):
            return "GroupFull"
        if not any(
            each["state"] not in ("declined", "cancelled") for each in self._of(key, learner)
        ):
            self._note(self._asked(key, learner), "proposed")
        return OK

    def wait(self, key: UUID, learner: str) -> str:
        if not self._is_to_come(key):
            return "Stale cancelled"
        asked = self._asked_still(key, learner)
        if any(each["state"] == "confirmed" or self._waits(each) for each in asked):
            return "Invalid learner"
        waits = self.groups[key]["waits"]
        if learner not in waits and not any(each["is_kept"] for each in asked):
            waits.append(learner)
            self._pass_place_on(key)
        return OK

    def leave(self, key: UUID, learner: str) -> str:
        waits = self.groups[key]["waits"]
        waits[:] = [each for each in waits if each != learner]
        self.groups[key]["asked"].pop(learner, None)
        return OK

    def pass_on(self, key: UUID) -> str:
        if self._is_to_come(key):
            self._pass_place_on(key)
        else:
            self.groups[key]["waits"].clear()
            self.groups[key]["asked"].clear()
        return OK

    def decide(self, key: UUID) -> str:
        group = self.groups[key]
        is_due = group["decides"] and group["decides"] <= self.now
        taken = sum(each["state"] in HOLDING for each in self._of(key))
        if is_due and taken < group["minimum"] and self._is_to_come(key):
            self._end_group(key, "not_held", "called_off")
        return OK

    def call_off(self, key: UUID) -> str:
        if self.groups[key]["is_off"]:
            return "Stale cancelled"
        if not self._is_to_come(key):
            return "GroupBegun"
        return self._end_group(key, "withdrawn", "cancelled")

    def _end_group(self, key: UUID, waiting: str, standing: str) -> str:
        group = self.groups[key]
        group["is_off"] = True
        tries = group["tries"] + 1
        for state, kind in (("pending", waiting), ("confirmed", standing)):
            ended = [each for each in self._of(key) if each["state"] == state]
            for each in ended:
                self._cancel(each, kind)
            tries += bool(ended)
        # Those that end together are one change.
        group["tries"] = tries
        return OK

    def _pass_place_on(self, key: UUID) -> None:
        self._settle_waits(key)
        group = self.groups[key]
        if not self._free_count(key) and not self._is_just_taken(key):
            group["asked"].clear()
        for learner in list(group["waits"]):
            asked = self._asked_still(key, learner)
            if any(each["state"] == "confirmed" or self._waits(each) for each in asked):
                continue
            if not self._free_count(key):
                return
            if self.sooner is None and learner in group["asked"]:
                continue
            offered = asked[0] if asked else self._asked(key, learner)
            if self.sooner is None:
                group["asked"][learner] = offered
            else:
                self._keep(group, learner, offered, timedelta(hours=self.sooner))
            self._note(offered, "place_free")

    def _keep(
        self, group: dict[str, Any], learner: str, offered: dict[str, Any], length: timedelta
    ) -> None:
        group["waits"].remove(learner)
        group["asked"].pop(learner, None)
        offered["is_kept"] = True
        offered["asking"]["expires"] = min(offered["asking"]["expires"], self.now + length)

    def _settle_waits(self, key: UUID) -> None:
        """Who answered waits no more, once that is final."""
        group = self.groups[key]
        for learner, each in list(group["asked"].items()):
            is_open = each["state"] == "pending" or (
                each["state"] == "confirmed" and self._is_just_answered(each)
            )
            if not is_open:
                group["waits"].remove(learner)
                del group["asked"][learner]

    def _is_just_taken(self, key: UUID) -> bool:
        standing = [each for each in self._of(key) if each["state"] == "confirmed"]
        return any(self._is_just_answered(each) for each in standing)

    def _is_just_answered(self, session: dict[str, Any]) -> bool:
        return bool(session["asking"]["answered"][1] > self.now - TEN_SECONDS)

    def _asked(self, key: UUID, learner: str, new: UUID | None = None) -> dict[str, Any]:
        """A session that waits; its key is not known yet where nobody chose it."""
        group, id = self.groups[key], new or uuid4()
        self._ask({id: group["starts"]}, group["credits"], group=key, learner=learner)
        return self.sessions[id]

    def _asked_still(self, key: UUID, learner: str) -> list[dict[str, Any]]:
        """What the learner was asked, or has."""
        of_it = self._of(key, learner)
        return [each for each in of_it if each["state"] in ("pending", "confirmed")]

    def _of(self, key: UUID, learner: str | None = None) -> list[dict[str, Any]]:
        return [
            each
            for each in self.sessions.values()
            if each["group"] == key and learner in (None, each["learner"])
        ]

    def _is_to_come(self, key: UUID) -> bool:
        return not self.groups[key]["is_off"] and self.groups[key]["starts"] > self.now

    def _free_count(self, key: UUID, but: dict[str, Any] | None = None) -> int:
        taken = [
            each
            for each in self._of(key)
            if each is not but
            and (each["state"] in HOLDING or (each["state"] == "pending" and each["is_kept"]))
        ]
        return max(PLACES - len(taken), 0)


HOLDING = ("confirmed", "completed", "missed")
