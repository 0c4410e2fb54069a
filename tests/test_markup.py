"""What templates may hold: the Content-Security-Policy allows nothing inline, and every form has
a page that works without scripts."""

import ast
import re
from pathlib import Path

import pytest

from tests.rules import rule
from tests.source import ROOT, calls, files, name, python_files
from web.pages.settings import index as settings

TEMPLATES = [path for path in files("web", "service-worker", ends=(".html",)) if path.is_file()]

INLINE = {
    "a style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "an event attribute": re.compile(r"\son[a-z]+\s*=", re.IGNORECASE),
    "hx-on": re.compile(r"\shx-on\b", re.IGNORECASE),
    "a js: value": re.compile(r"""=["']\s*(js|javascript):""", re.IGNORECASE),
    "a trigger filter": re.compile(r"""hx-trigger=["'][^"']*\["""),
    "unescaped output": re.compile(r"\|\s*safe\b|autoescape\s+false"),
    "another method than GET and POST": re.compile(r"\shx-(put|patch|delete)\b"),
    "an address of somebody else": re.compile(r"""<(script|link|img|iframe)[^>]*["']https?://"""),
}
"""What the policy refuses or STYLE.md forbids. Mails are exempt where said below: their readers
know no style sheets, and no policy applies to them."""


def is_mail(path: Path) -> bool:
    """Whether a template is the body of a mail."""
    return "mails" in path.parts


@pytest.mark.parametrize("what", INLINE)
def test_no_template_holds(what: str) -> None:
    exempt = ("a style attribute", "a style element")
    found = [
        f"{name(path)}:{number}"
        for path in TEMPLATES
        if not (is_mail(path) and what in exempt)
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if INLINE[what].search(line)
    ]
    assert found == []


def test_every_part_that_is_drawn_anew_says_what_it_shows() -> None:
    """Else news of anything at all would draw it."""
    tags = [
        tag
        for path in TEMPLATES
        for tag in re.findall(r"<[^>]*\sdata-live\b[^>]*>", path.read_text())
    ]
    assert len(tags) > 5
    assert [tag for tag in tags if " data-shows=" not in tag] == []


@rule("N7")
def test_what_was_typed_wrongly_has_the_cursor() -> None:
    """Of a long form that comes back the first mistake may be far below what the window shows."""
    tags = [
        tag
        for path in TEMPLATES
        for tag in re.findall(r' aria-invalid="true"(?:(?!endif).)*', path.read_text(), re.DOTALL)
    ]
    assert len(tags) > 3
    assert [tag for tag in tags if ' autofocus="autofocus"' not in " ".join(tag.split())] == []


@rule("N6")
def test_every_page_is_the_one_frame_around_a_partial() -> None:
    """So that a dialog, a pane and the page without scripts can never differ."""
    pages = ROOT / "web/pages"
    found = [path.name for path in TEMPLATES if path.is_relative_to(pages)]
    assert found == ["frame.html", "pane.html"]


def test_what_a_field_asks_for_never_keeps_its_form_from_being_sent() -> None:
    """A form drops what is sent while something is on its way in its own queue, which a field that
    was left for the button fills at that moment.
    """
    syncs = {
        value
        for path in TEMPLATES
        for value in re.findall(r"""hx-sync"?[=:]\s*"([^"]+)""", path.read_text())
    }
    assert len(syncs) > 2
    assert [each for each in syncs if "form" in each] == []


def test_no_list_has_a_sign_twice() -> None:
    """What looks alike is not told apart; the arrows at the end are no signs."""
    lists = [
        (name(path), [sign for sign in SIGN.findall(found) if not sign.startswith("chevron")])
        for path in TEMPLATES
        for found in LIST.findall(path.read_text())
    ]
    lists += [
        (kind, [sign for rows in groups for _, sign, _ in rows])
        for kind, groups in settings.GROUPS.items()
    ]
    assert len([signs for _, signs in lists if len(signs) > 3]) > 3
    assert [(where, signs) for where, signs in lists if len(set(signs)) < len(signs)] == []


def test_whatever_is_shown_as_a_page_says_its_heading() -> None:
    found = {}
    for path in python_files("web"):
        for called, call in calls(path):
            if called.split(".")[-1] in ("show", "page") and (shown := shown_by(call)):
                found[f"{name(path)} shows {shown}"] = headed(ROOT / f"web/partials/{shown}.html")
    assert len(found) > 40
    assert [line for line, is_headed in found.items() if not is_headed] == []


def shown_by(call: ast.Call) -> str:
    """The partial that `show(request, "sessions/past", …)` or `page("errors/error", …)` names."""
    texts = [one.value for one in call.args[:2] if isinstance(one, ast.Constant)]
    return next((text for text in texts if isinstance(text, str)), "")


def headed(path: Path) -> bool:
    """Whether a partial says what stands above it."""
    return path.is_file() and bool(re.search(r"{% set heading\b", path.read_text()))


def test_lines_of_templates_are_short_enough_to_be_read() -> None:
    long = {
        f"{name(path)}:{number}": len(line)
        for path in files("web", ends=(".html", ".txt"))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if len(line) > LONGEST_LINE
    }
    assert long == {}


LIST = re.compile(r"<ul\b.*?</ul>", re.DOTALL)
SIGN = re.compile(r'icon\("([a-z0-9-]+)"\)')
FRAME = ROOT / "web/pages/frame.html"
LONGEST_LINE = 120
