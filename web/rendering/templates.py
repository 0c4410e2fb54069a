"""Strict Jinja, one environment per language; used by handlers and by the workers' mails.

An unknown name is an error, everything but plain text is escaped, and a template sees rows and
plain values only: it cannot query.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.environment import TemplateModule
from markupsafe import Markup, escape

from web.rendering import rows
from web.rendering.folding import FoldingEnvironment
from web.wire import release
from web.words import figures, formats, zones
from web.words.catalogue import WEB
from web.words.translations import words

_FORMATS = (
    *("day", "day_long", "day_numeric", "day_heading", "month", "moment"),
    *("minutes", "length", "until", "relative", "credits", "listed"),
    *("credits_free", "count_free"),
)
UNSAID = {
    **dict.fromkeys(("back", "question", "frame", "beside", "detail", "tools"), ""),
    "opens": False,
    "has_header": True,
}
"""What a partial may say of what stands around it (pages/pane.html) besides its heading, and what
holds otherwise.
"""
AGEING = (*_FORMATS, "clock", "zone", "today")
"""What says something else tomorrow, or to somebody elsewhere."""


def render(
    name: str,
    context: Mapping[str, Any],
    language: str = "de",
    time_zone: str = "Europe/Berlin",
) -> str:
    """A template in a language, its times in a zone.

    Shape: name is a path below web/, such as "partials/sessions/index.html" or "mails/login.txt".
    """
    with zones.reading_in(time_zone):
        return environment(language).get_template(name).render(context)


def page(
    name: str,
    context: Mapping[str, Any],
    language: str = "de",
    time_zone: str = "Europe/Berlin",
    around: str = "frame",
) -> str:
    """A partial in the frame of every page, or with its heading alone, for a pane of a page.

    Shape: name as "sessions/cancellation"; the partial itself says its heading and its way back;
    around "frame" or "pane".
    """
    with zones.reading_in(time_zone):
        made = environment(language)
        partial = made.get_template(f"partials/{name}.html").make_module(dict(context))
        return made.get_template(f"pages/{around}.html").render({**context, **_said(partial)})


@cache
def environment(language: str) -> FoldingEnvironment:
    made = FoldingEnvironment(
        loader=FileSystemLoader(WEB),
        autoescape=lambda name: not (name or "").endswith(".txt"),
        undefined=StrictUndefined,
        cache_size=-1,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    _say_in(made, language)
    made.pure = {"icon": icon, "static": release.url}
    made.globals.update(_globals(language))
    made.globals["each"] = rows.drawer(made, AGEING)
    return made


def dom_id(row: Any, part: str = "") -> str:
    """The id of an element that shows a row, or a part of it.

    Shape: session-6f0c…-card; row is anything with an id, or a pair ("session", id).
    """
    word, identity = row if type(row) is tuple else (_word(type(row).__name__), row.id)
    return f"{word}-{identity}-{part}" if part else f"{word}-{identity}"


@lru_cache(maxsize=512)
def icon(name: str) -> Markup:
    """A sign from a sprite, decoration only: the word stands beside it. Errors: KeyError."""
    place = escape(f"{release.url(_signs()[name])}#{name}")
    return Markup(f'<svg class="icon" aria-hidden="true"><use href="{place}"></use></svg>')


def lines(text: str) -> Markup:
    """A text that somebody typed, with its line breaks."""
    return Markup("<br>").join(text.splitlines())


def mail_address(address: str) -> Markup:
    """An address whose lines end behind "@" and dots. At a hyphen of its own it would read like a
    word that was cut, and as if the hyphen were not part of it.
    """
    whole = Markup('<span class="whole">{}</span>')
    parts = re.split(r"(?<=[@.])", address)
    return Markup("<wbr>").join(whole.format(part) if "-" in part else part for part in parts)


def _said(partial: TemplateModule) -> dict[str, Any]:
    """What it draws as `page`, and what it says itself of what stands around that."""
    known = vars(partial)
    said = {name: known.get(name, otherwise) for name, otherwise in UNSAID.items()}
    is_list = said["frame"] in ("list", "canvas") and not said["beside"]
    return {**said, "heading": known["heading"], "page": escape(partial), "is_list": is_list}


def _say_in(made: FoldingEnvironment, language: str) -> None:
    made.policies["ext.i18n.trimmed"] = True
    texts = words(language)
    made.install_gettext_callables(  # type: ignore[attr-defined]
        texts.gettext, texts.ngettext, newstyle=True, pgettext=texts.pgettext
    )
    made.gettext = texts.gettext


def _globals(language: str) -> dict[str, Any]:
    said = formats.Formats(language)
    return {
        **{name: getattr(said, name) for name in _FORMATS},
        "language": language,
        "release": release.name(),
        "clock": formats.clock,
        "figures": figures.known,
        "iso": formats.iso,
        "zone": zones.here,
        "today": zones.today,
        "dom_id": dom_id,
        "icon": icon,
        "lines": lines,
        "mail_address": mail_address,
        "static": release.url,
    }


@cache
def _signs() -> dict[str, str]:
    """Which sprite has a sign. Choice: rare.svg holds what no first visit to a list shows."""
    return {
        name: sprite
        for sprite in ("icons/sprite.svg", "icons/rare.svg")
        for name in re.findall(r'<symbol id="([^"]+)"', (release.STATIC / sprite).read_text())
    }


@cache
def _word(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()
