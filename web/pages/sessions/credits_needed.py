"""Whether a family has the credits for what is typed. Rule: K3 K6."""

from domain.sessions.learner import Learner
from web.words.formats import Formats
from web.words.translations import N_, say, words

HAS = N_("Familie %(name)s hat %(free)s.")


def said(chosen: Learner, needed: int, language: str, *, times: int = 1) -> list[str]:
    """Whether the family has enough for so many sessions. Rule: K3 K6. Units: needed for each."""
    counted = Formats(language).credits_free(chosen.free)
    has = say(language, HAS, name=chosen.family_name, free=counted)
    missing = max(times * needed - max(chosen.free, 0), 0)
    return [f"{has} {_missing(missing, times, language)}"] if missing else [has]


def _missing(count: int, times: int, language: str) -> str:
    texts = words(language)
    if times > 1:
        text = texts.ngettext(
            "Für %(times)s Termine fehlt %(n)s Credit.",
            "Für %(times)s Termine fehlen %(n)s Credits.",
            count,
        )
        return text % {"n": count, "times": times}
    text = texts.ngettext(
        "Für diese Session fehlt %(n)s Credit.", "Für diese Session fehlen %(n)s Credits.", count
    )
    return text % {"n": count}
