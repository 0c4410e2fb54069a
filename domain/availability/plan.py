"""A plan: a picture as it is asked for one service. What is shown and what can be booked are one.

Rule: S6. Each start is asked the same questions in the same order, whether a list of slots, a
request or "Warum ist nichts frei?" asks. Pure.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.availability import grid, opening, span
from domain.availability.elsewhere import Elsewhere
from domain.availability.hours import DAY_MINUTES
from domain.availability.occupied import Occupied
from domain.availability.picture import Picture
from domain.availability.reason import Reason, Rule
from domain.availability.taken import Kind

_Question = Callable[[int], Sequence[Reason]]


class Plan:
    """Shape: asked of days within the picture's weeks. Units: within, seconds since 1970."""

    def __init__(self, picture: Picture, service: UUID, duration_minutes: int) -> None:
        rules = picture.rules
        self.picture, self._service = picture, service
        self._length = duration_minutes * 60
        self._zone = ZoneInfo(picture.time_zone)
        self._now = picture.now.timestamp()
        self._soonest = self._now + rules.minimum_notice_hours * 3600
        self._latest = opening.seconds(picture, picture.last_bookable, DAY_MINUTES)
        self._open = opening.around(picture, service)
        self._occupied = Occupied(picture.taken, rules)
        self._absences = span.merged(_absent(picture))
        self._elsewhere = Elsewhere(picture.busy, rules)
        own = [each for each in self._occupied.blocks if each.kind != Kind.LEARNER]
        days = [self._day(each.begins) for each in own]
        self._of_day, self._of_week = Counter(days), Counter(map(_monday, days))

    def starts(self, first: date, last: date) -> list[datetime]:
        """The slots of these days, in order. Units: UTC."""
        asked = self._questions()
        return [
            datetime.fromtimestamp(start, UTC)
            for start in self._candidates(first, last)
            if not any(ask(start) for ask in asked)
        ]

    def why(self, start: datetime) -> list[Reason]:
        """Every rule that keeps a start from being offered, in order; none where it is.

        Shape: the grid only where nothing else does.
        """
        moment = int(start.timestamp())
        reasons = [reason for ask in self._questions() for reason in ask(moment)]
        if reasons:
            return sorted(reasons, key=lambda each: each.place)
        day = self._day(moment)
        is_on_grid = moment == start.timestamp() and moment in self._candidates(day, day)
        return [] if is_on_grid else [Reason(Rule.GRID, limit=self.picture.rules.grid_minutes)]

    def why_day(self, day: date) -> list[tuple[Reason, int]]:
        """What removed the starts of a day, and how many were still there when it was asked.

        Shape: in order; the hours, of no start, where there is none to remove.
        """
        by_rule: dict[Rule, tuple[Reason, int]] = {}
        candidates = self._candidates(day, day)
        for start in candidates:
            first = next((why for ask in self._questions() for why in ask(start)), None)
            if first is not None:
                reason, count = by_rule.get(first.rule, (first, 0))
                by_rule[first.rule] = reason, count + 1
        if not candidates:
            return [(self._no_hours(day), 0)]
        return sorted(by_rule.values(), key=lambda each: each[0].place)

    def with_buffers(self, start: datetime) -> tuple[datetime, datetime]:
        """The time that a session which begins then keeps from others."""
        rules = self.picture.rules
        end = start + timedelta(seconds=self._length)
        before, after = rules.buffer_before_minutes, rules.buffer_after_minutes
        return start - timedelta(minutes=before), end + timedelta(minutes=after)

    def is_within_hours(self, start: datetime) -> bool:
        """Whether the educator works then and is not away, whatever else stands there."""
        moment = int(start.timestamp())
        return not (self._hours(moment) or self._absence(moment))

    def _questions(self) -> list[_Question]:
        rules = self.picture.rules
        asked: list[_Question] = [self._past, self._window, self._hours]
        asked += [self._absence] if self._absences else []
        asked += [self._busy] if self._elsewhere else []
        asked += [self._taken] if self._occupied.blocks else []
        asked += [self._day_full] if rules.day_most else []
        asked += [self._week_full] if rules.week_most else []
        return asked

    def _past(self, start: int) -> Sequence[Reason]:
        if start <= self._now:
            return [Reason(Rule.PAST)]
        if start < self._soonest:
            return [Reason(Rule.NOTICE, limit=self.picture.rules.minimum_notice_hours)]
        return ()

    def _window(self, start: int) -> Sequence[Reason]:
        if start < self._latest:
            return ()
        return [Reason(Rule.WINDOW, limit=self.picture.rules.window_days)]

    def _hours(self, start: int) -> Sequence[Reason]:
        begins, ends = span.around(self._open, start)
        if begins <= start and start + self._length <= ends:
            return ()
        return [self._no_hours(self._day(start))]

    def _absence(self, start: int) -> Sequence[Reason]:
        begins, ends = span.around(self._absences, start + self._length - 1)
        if begins < start + self._length and ends > start:
            return [Reason(Rule.ABSENCE, span.moment(begins), span.moment(ends))]
        return ()

    def _busy(self, start: int) -> Sequence[Reason]:
        return self._elsewhere.against(start, start + self._length)

    def _taken(self, start: int) -> Sequence[Reason]:
        return self._occupied.against(start, start + self._length)

    def _day_full(self, start: int) -> Sequence[Reason]:
        most = self.picture.rules.day_most or 0
        is_full = self._of_day[self._day(start)] >= most
        return [Reason(Rule.DAY_MOST, limit=most)] if is_full else ()

    def _week_full(self, start: int) -> Sequence[Reason]:
        most = self.picture.rules.week_most or 0
        is_full = self._of_week[_monday(self._day(start))] >= most
        return [Reason(Rule.WEEK_MOST, limit=most)] if is_full else ()

    def _candidates(self, first: date, last: date) -> list[int]:
        """Where sessions could begin by hours and grid alone."""
        picture, rules = self.picture, self.picture.rules
        opened = opening.ranges(picture, self._service, first, last)
        if rules.grid_minutes:
            return sorted(set(grid.every(rules.grid_minutes * 60, opened)))
        step = self._length + (rules.buffer_before_minutes + rules.buffer_after_minutes) * 60
        ends = [block.since for block in self._occupied.blocks]
        ends += [end for _, end in self._absences]
        before = rules.buffer_before_minutes * 60
        ends += [end + before for end in self._elsewhere.ends()]
        return sorted(set(grid.after_each_other(step, opened, ends)))

    def _no_hours(self, day: date) -> Reason:
        rule = Rule.EXCEPTION if day in self.picture.exceptions else Rule.HOURS
        return Reason(rule, ranges=self.picture.ranges(day, self._service))

    def _day(self, moment: int) -> date:
        return datetime.fromtimestamp(moment, self._zone).date()


def _absent(picture: Picture) -> Iterator[span.Span]:
    for absence in picture.absences:
        begin, end = absence.span(picture.time_zone)
        yield int(begin.timestamp()), int(end.timestamp())


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
