"""What is told, in the words by which people choose how they are told of it. Rule: N1."""

from domain.notifications.channels import Channels
from domain.notifications.kind import Theme
from web.words.translations import N_, say

NAMES: dict[Theme, tuple[str, str]] = {
    Theme.PROPOSALS: (N_("Neue Vorschläge"), N_("Auch wenn einer zurückgenommen wird")),
    Theme.ANSWERS: (N_("Zusagen und Absagen"), N_("Auch was ohne Antwort abgelaufen ist")),
    Theme.REMINDERS: (N_("Erinnerungen"), N_("Vor jeder Session")),
    Theme.ATTENDANCE: (N_("Nach der Session"), N_("Notizen, Verpasst und Einspruch")),
    Theme.CREDITS: (N_("Credits"), N_("Bitten, Gutschriften, Korrekturen und Ablauf")),
    Theme.DOCUMENTS: (N_("Dokumente"), N_("Wenn die andere Seite etwas hochlädt")),
    Theme.MESSAGES: (N_("Nachrichten"), N_("Was andere im Chat schreiben")),
    Theme.FAMILIES: (N_("Neue Familien"), N_("Wenn jemand eine Einladung annimmt")),
}
"""Name and small words."""
WAYS: dict[Channels, str] = {
    Channels.USUAL: N_("Gerät, sonst E-Mail"),
    Channels.BOTH: N_("Gerät und E-Mail"),
    Channels.PUSH: N_("Nur Gerät"),
    Channels.MAIL: N_("Nur E-Mail"),
    Channels.LIST: N_("Nur in der App"),
}
WITHOUT_MAIL: dict[Channels, str] = {
    Channels.USUAL: N_("Gerät"),
    Channels.LIST: WAYS[Channels.LIST],
}
"""What is left for a child without an address of its own."""


def name(theme: Theme, language: str) -> tuple[str, str]:
    title, small = NAMES[theme]
    return say(language, title), say(language, small)


def ways(language: str, *, has_login: bool) -> list[tuple[str, str]]:
    offered = WAYS if has_login else WITHOUT_MAIL
    return [(channels.value, say(language, text)) for channels, text in offered.items()]
