"""Reads the colours of tokens.css and computes every pair that people must tell apart."""

import math
import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parent.parent / "static" / "css" / "tokens.css"
TEXT = 4.5
MARK = 3.0
THEMES = ("light", "dark")

PAPERS = ("canvas", "surface", "sunken")
STATES = ("waiting", "positive", "over", "negative", "info", "accent")

TEXT_PAIRS = (
    *((ink, paper) for ink in ("ink", "ink-soft") for paper in (*PAPERS, "waiting-paper")),
    *((ink, paper) for ink in ("ink", "ink-soft") for paper in (f"{s}-soft" for s in STATES)),
    *((state, f"{state}-soft") for state in STATES),
    *((state, paper) for state in STATES for paper in ("canvas", "surface")),
    ("waiting", "waiting-paper"),
    ("on-accent", "accent-fill"),
    ("on-accent", "accent-deep"),
    ("on-accent", "negative-fill"),
    ("canvas", "ink"),
)
MARK_PAIRS = tuple(
    (mark, paper)
    for mark in ("line-strong", "waiting-mark", "negative-fill", "accent-fill", "over", "focus")
    for paper in ("canvas", "surface")
)
PROFILE_TEXT_PAIRS = (
    ("on-who", "who"),
    ("who", "surface"),
    ("who", "who-page"),
    ("ink", "who-soft"),
    ("ink", "who-page"),
    ("ink-soft", "who-page"),
    ("ink-soft", "who-soft"),
    ("accent", "who-page"),
    ("accent", "who-soft"),
    ("waiting", "who-page"),
)
PROFILE_MARK_PAIRS = (
    ("who", "canvas"),
    ("who", "who-soft"),
    ("who", "surface"),
    ("accent-fill", "who-soft"),
    ("waiting-mark", "who-page"),
    ("negative-fill", "who-page"),
)


def declarations(css: str) -> dict[str, dict[str, str]]:
    """Selector -> custom property -> value. Shape: the flat rules of one layer."""
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    rules = re.findall(r"([:\[][^{}]*?)\s*\{([^{}]*)\}", bare)
    return {
        selector.strip(): dict(re.findall(r"--([a-z0-9-]+):\s*([^;]+);", body))
        for selector, body in rules
    }


def luminance(lightness: float, chroma: float, hue: float) -> float:
    """Relative luminance of an OKLCH colour. Source: CSS Color 4 matrices, WCAG 2.2."""
    a = chroma * math.cos(math.radians(hue))
    b = chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    shown = [min(max(channel, 0.0), 1.0) for channel in (red, green, blue)]
    return 0.2126 * shown[0] + 0.7152 * shown[1] + 0.0722 * shown[2]


def colour(name: str, theme: str, known: dict[str, str]) -> float:
    if name == "white":
        return 1.0
    value = re.sub(r"var\(--([a-z-]+)\)", lambda match: known[match[1]], known[name])
    both = re.findall(r"oklch\(([^)/]+)(?:/[^)]*)?\)", value)
    assert both, f"--{name} is no colour: {value}"
    parts = both[min(THEMES.index(theme), len(both) - 1)].split()
    lightness, chroma, hue = (float(part) for part in parts)
    return luminance(lightness, chroma, hue)


def contrast(one: float, other: float) -> float:
    lighter, darker = max(one, other), min(one, other)
    return (lighter + 0.05) / (darker + 0.05)


RULES = declarations(TOKENS.read_text(encoding="utf-8"))
HOUSE = RULES[":root"]
PROFILES = {
    str(number): {**HOUSE, **RULES["[data-colour]"], **RULES[f'[data-colour="{number}"]']}
    for number in range(8)
}


def assert_apart(pairs: tuple[tuple[str, str], ...], least: float, known: dict[str, str]) -> None:
    weak = [
        f"--{one} on --{other} ({theme}): {ratio:.2f}"
        for theme in THEMES
        for one, other in pairs
        if (ratio := contrast(colour(one, theme, known), colour(other, theme, known))) < least
    ]
    assert not weak, "\n".join(weak)


def test_text_is_readable_on_every_paper() -> None:
    assert_apart(TEXT_PAIRS, TEXT, HOUSE)


def test_marks_stand_out_from_every_paper() -> None:
    assert_apart(MARK_PAIRS, MARK, HOUSE)


@pytest.mark.parametrize("number", sorted(PROFILES))
def test_each_profile_colour_is_readable(number: str) -> None:
    assert_apart(PROFILE_TEXT_PAIRS, TEXT, PROFILES[number])
    assert_apart(PROFILE_MARK_PAIRS, MARK, PROFILES[number])


def test_the_eight_profile_colours_differ() -> None:
    hues = sorted(float(PROFILES[number]["who-h"]) for number in PROFILES)
    gaps = [after - before for before, after in zip(hues, [*hues[1:], hues[0] + 360], strict=True)]
    assert min(gaps) >= 30
