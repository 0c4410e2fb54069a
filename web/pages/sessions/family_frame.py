"""What stands around a family's list: its credits, and what is said where nothing is."""

from typing import Any

from domain.sessions.frame import Credits, Frame
from web.words.formats import Formats
from web.words.translations import N_, say

TEXTS = {
    "awaited": (
        N_("%(name)s schlägt euch jetzt Termine vor"),
        N_("Jeder Vorschlag steht hier, sobald er da ist. Ihr bestätigt ihn mit einmal Tippen."),
    ),
    "new": (
        N_("Noch keine Sessions"),
        N_("Sobald ein:e Anbieter:in euch etwas vorschlägt, steht es hier."),
    ),
    "none": (N_("Gerade ist nichts geplant"), N_("Neue Vorschläge seht ihr hier zuerst.")),
}


def chips(credits: list[Credits], language: str) -> list[tuple[str, str, str]]:
    """What is free and reserved with each provider that counts in credits. Rule: K6.

    Choice: none reserved is said too, for a word that comes with a confirmation may take a line
    and push down what was tapped.
    """
    used = [one for one in credits if one.balance.is_used]
    return [chip for one in used for chip in _of(one, language, is_named=len(used) > 1)]


def _of(one: Credits, language: str, *, is_named: bool) -> list[tuple[str, str, str]]:
    free = Formats(language).credits_free(one.balance.free)
    address = f"/providers/{one.provider}/account"
    tone = "negative" if one.balance.is_low else "accent"
    held = say(language, N_("%(n)s reserviert"), n=one.balance.held)
    return [
        (f"{one.name}: {free}" if is_named else free, tone, address),
        (held, "plain", address),
    ]


def empty(frame: Frame, language: str, *, is_new: bool) -> dict[str, Any]:
    """Choice: who has just come with one provider is told by name who is next."""
    is_awaited = is_new and len(frame.credits) == 1
    title, text = TEXTS["awaited" if is_awaited else "new" if is_new else "none"]
    name = frame.credits[0].name if is_awaited else ""
    return {
        "is_new": is_new and bool(frame.credits),
        "empty_title": say(language, title, name=name),
        "empty_text": say(language, text),
        "empty_address": "/providers" if frame.credits and not is_new else "",
        "empty_label": say(language, N_("Zu den Anbieter:innen")),
    }
