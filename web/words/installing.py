"""How the app comes onto a device: the steps of each browser, each with what is to be looked for.

Rule: N3.
"""

from typing import NamedTuple

from web.words.translations import N_, say

PROMPTING = ("android", "desktop")
"""Where the browser can ask by itself."""


class Step(NamedTuple):
    """One step. Shape: place is a bar of the browser, "head" or "foot", with `sign` in it, or
    "menu", "button" and "none", with `word` in it.
    """

    text: str
    place: str
    word: str = ""
    sign: str = ""


class Way(NamedTuple):
    """The steps of one kind of browser; `is_prompting` as PROMPTING says."""

    name: str
    title: str
    steps: tuple[Step, ...]
    is_prompting: bool


_TO_HOME = (
    Step(N_("Wähle „Zum Home-Bildschirm“."), "menu", N_("Zum Home-Bildschirm")),
    Step(N_("Tippe auf „Hinzufügen“."), "button", N_("Hinzufügen")),
)
_SHARE = N_("Tippe auf „Teilen“, das Quadrat mit dem Pfeil.")
_DOTS = N_("Öffne das Menü des Browsers, die drei Punkte.")
_TO_START = N_("Zum Startbildschirm hinzufügen")

WAYS: dict[str, tuple[str, tuple[Step, ...]]] = {
    "ios": (
        N_("iPhone und iPad mit Safari"),
        (Step(_SHARE, "foot", sign="share"), *_TO_HOME),
    ),
    "ios-other": (
        N_("iPhone und iPad mit einem anderen Browser"),
        (Step(_SHARE, "head", sign="share"), *_TO_HOME),
    ),
    "android": (
        N_("Android mit Chrome oder Edge"),
        (
            Step(_DOTS, "head", sign="dots"),
            Step(
                N_("Wähle „App installieren“ oder „Zum Startbildschirm hinzufügen“."),
                "menu",
                N_("App installieren"),
            ),
        ),
    ),
    "samsung": (
        N_("Android mit Samsung Internet"),
        (
            Step(N_("Öffne das Menü unten rechts, die drei Striche."), "foot", sign="lines"),
            Step(N_("Wähle „Seite hinzufügen zu“."), "menu", N_("Seite hinzufügen zu")),
            Step(N_("Wähle „Startbildschirm“."), "menu", N_("Startbildschirm")),
        ),
    ),
    "android-firefox": (
        N_("Android mit Firefox"),
        (
            Step(_DOTS, "head", sign="dots"),
            Step(N_("Wähle „Zum Startbildschirm hinzufügen“."), "menu", _TO_START),
        ),
    ),
    "mac": (
        N_("Mac mit Safari"),
        (
            Step(
                N_("Wähle im Menü „Ablage“ den Punkt „Zum Dock hinzufügen“."),
                "menu",
                N_("Zum Dock hinzufügen"),
            ),
        ),
    ),
    "desktop": (
        N_("Computer mit Chrome oder Edge"),
        (
            Step(N_("Wähle rechts in der Adresszeile den Pfeil."), "head", sign="install"),
            Step(N_("Wähle „Installieren“."), "button", N_("Installieren")),
        ),
    ),
    "firefox": (
        N_("Computer mit Firefox"),
        (
            Step(
                N_("Firefox installiert keine Apps. Öffne Lernfaden in Chrome, Edge oder Safari."),
                "none",
            ),
        ),
    ),
}


def ways(language: str, first: str) -> list[Way]:
    """All of them in words, the one in hand first."""
    ordered = sorted(WAYS, key=lambda name: name != first)
    return [_way(language, name, *WAYS[name]) for name in ordered]


def _way(language: str, name: str, title: str, steps: tuple[Step, ...]) -> Way:
    said = tuple(
        step._replace(
            text=say(language, step.text), word=say(language, step.word) if step.word else ""
        )
        for step in steps
    )
    return Way(name, say(language, title), said, name in PROMPTING)
