"""Amounts as people read them, in the reader's language."""

from functools import lru_cache

from babel.lists import format_list

from web.words.translations import words


class Amounts:
    """How many there are of something, and of what."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._words = words(language)

    def minutes(self, count: int) -> str:
        """Shape: 45 Min."""
        return _minutes(count, self.language)

    def credits(self, count: int) -> str:
        return self._words.ngettext("%(n)s Credit", "%(n)s Credits", count) % {"n": count}

    def sessions(self, count: int) -> str:
        """Shape: 3 Sessions."""
        return self._words.ngettext("%(n)s Session", "%(n)s Sessions", count) % {"n": count}

    def credits_free(self, count: int) -> str:
        """Shape: 6 Credits frei; below zero, where a family has overdrawn, 1 Credit überzogen."""
        return self._free(count) % {"count": self.credits(abs(count))}

    def count_free(self, count: int) -> str:
        """The same where it is clear of what. Shape: 6 frei; 1 überzogen."""
        return self._free(count) % {"count": abs(count)}

    def _free(self, count: int) -> str:
        gettext = self._words.gettext
        return gettext("%(count)s überzogen") if count < 0 else gettext("%(count)s frei")

    def listed(self, names: list[str]) -> str:
        """Shape: Mila, Tom und Ada."""
        return format_list(names, locale=self.language)


@lru_cache(maxsize=512)
def _minutes(count: int, language: str) -> str:
    return words(language).gettext("%(n)s Min") % {"n": count}
