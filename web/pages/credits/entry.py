"""An entry of the ledger in words that a parent understands. Rule: K5."""

from collections.abc import Sequence

from domain.credits.statement import Line
from web.words.formats import Formats
from web.words.translations import N_, say

# By kind, by kind and what caused it, and by kind and the kind of package.
SENTENCES = {
    "granted": N_("%(count)s gutgeschrieben"),
    "corrected": N_("%(count)s zurückgenommen"),
    "settled.package": N_("%(count)s mit dem Überzogenen verrechnet"),
    "settled.overdraft": N_("Überzogenes ausgeglichen: %(count)s"),
    "held": N_("%(count)s reserviert"),
    "released.session.unconfirmed": N_(
        "%(count)s wieder frei, weil die Bestätigung zurückgenommen wurde"
    ),
    **dict.fromkeys(
        ("released.session.replaced", "released.session.given_up", "released.session.rescheduled"),
        N_("%(count)s wieder frei, weil verschoben wurde"),
    ),
    "released": N_("%(count)s wieder frei, weil abgesagt wurde"),
    "spent": N_("%(count)s eingelöst"),
    "lapsed.session.cancelled": N_("%(count)s verfallen, weil zu spät abgesagt wurde"),
    "lapsed.session.missed": N_("%(count)s verfallen, weil die Session verpasst wurde"),
    "lapsed": N_("%(count)s verfallen"),
    "waived": N_("%(count)s zurückgegeben: Verfall erlassen"),
    "restored": N_("%(count)s zurückgegeben: doch nicht verpasst"),
    "expired": N_("%(count)s abgelaufen"),
}


def sentence(line: Line, language: str) -> str:
    """What an entry means."""
    return of_several([line], language)


def of_several(alike: Sequence[Line], language: str) -> str:
    """The same of entries that differ in their count alone."""
    line, count = alike[0], sum(map(_count, alike))
    keys = (f"{line.kind}.{line.package_kind}", f"{line.kind}.{line.because}", line.kind)
    text = next(SENTENCES[key] for key in keys if key in SENTENCES)
    return say(language, text, count=Formats(language).credits(count))


def signed(count: int) -> str:
    """Shape: "+5", "−1" with a real minus, "" where nothing changes."""
    return f"+{count}" if count > 0 else f"−{-count}" if count else ""


def _count(line: Line) -> int:
    """How many credits an entry is about."""
    counts = (line.granted, line.free, line.held, line.spent, line.lapsed, line.expired)
    return max(abs(count) for count in counts)
