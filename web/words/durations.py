"""How long something is, or is away, as people read it."""

from datetime import datetime

from domain import clock
from web.words import spelling, zones
from web.words.amounts import Amounts


class Durations(Amounts):
    """The functions that tell of lengths, of one language."""

    def until(self, moment: datetime) -> str:
        """What is left: "3 Tage", "30 Std. 5 Min.", "12 Min."; like <relative-time> says it."""
        return self.length(int((moment - clock.now()).total_seconds()) // 60)

    def length(self, minutes: int) -> str:
        """A duration, from two days on in days, at least a minute."""
        words = self._words
        days, hours, rest = minutes // 1440, minutes // 60, minutes % 60
        if days >= 2:
            return words.ngettext("%(n)s Tag", "%(n)s Tage", days) % {"n": days}
        if hours < 1:
            return words.gettext("%(n)s Min.") % {"n": max(minutes, 1)}
        told = words.gettext("%(n)s Std.") % {"n": hours}
        return f"{told} {words.gettext('%(n)s Min.') % {'n': rest}}" if rest else told

    def relative(self, moment: datetime) -> str:
        """Shape: "in 3 Tagen" by the calendar, "in 5 Stunden", "in 8 Minuten", "vor 2 Tagen"."""
        seconds = (moment - clock.now()).total_seconds()
        if abs(seconds) < 3600:
            minutes = int(seconds / 60) if seconds < 0 else -int(-seconds // 60)
            return spelling.distance(minutes, "minute", self.language)
        if abs(seconds) < 86400:
            return spelling.distance(round(seconds / 3600), "hour", self.language)
        return spelling.distance(
            (zones.local(moment).date() - zones.today()).days, "day", self.language
        )
