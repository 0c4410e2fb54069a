"""Our style sheets and scripts as browsers get them: bare, and the sheets joined."""

import re

from web.wire.release import STATIC

_LAYER = re.compile(r"@layer\s+([a-z]+)\s*\{")
_LAYERS = re.compile(r"@layer\s+([a-z,\s]+);")
_AROUND = re.compile(r"\s*([{};])\s*")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

_APART = {
    "week.css": (
        *("canvas.css", "day.css", "first-steps.css", "month.css", "proposing.css"),
        *("week-places.css", "week.css"),
    ),
    "child.css": ("child.css",),
    "rare.css": (
        *("account.css", "agreements.css", "answers.css", "chooser.css", "colours.css"),
        *("conversations.css", "documents.css", "hours.css", "ledger.css", "proof.css"),
        *("sheet-days.css", "steps.css", "support.css", "told.css", "welcome.css", "wishes.css"),
    ),
}


def stylesheets() -> dict[str, str]:
    """All of static/css joined: app.css for every page, beside it week.css for who teaches,
    child.css for a child, and rare.css for parts that bring it along (controls/rare.html).

    Choice: a fifth of all rules draw the educator's week, which no family's phone need carry.
    """
    written = {path.name: path.read_text() for path in sorted((STATIC / "css").glob("*.css"))}
    first = written.pop("layers.css", "")
    apart = {
        joined: {name: written.pop(name) for name in names} for joined, names in _APART.items()
    }
    return {name: _together(first, own) for name, own in {"app.css": written, **apart}.items()}


def script(source: str) -> str:
    """JavaScript of ours without its comments and indents.

    Choice: only comments that have their lines to themselves, so that no text is mistaken for one.
    """
    lines = (line.strip() for line in source.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _together(first: str, sources: dict[str, str]) -> str:
    """layers.css, then the files in the order of its layers.

    Choice: comments and the space between rules go, and `../fonts/` becomes `fonts/`, for it is
    served one folder higher than it is written.
    """
    named = _LAYERS.search(first)
    order = [layer.strip() for layer in named.group(1).split(",")] if named else []
    ordered = sorted(sources, key=lambda name: (_rank(sources[name], order), name))
    together = "\n".join([first, *(sources[name] for name in ordered)])
    bare = _COMMENT.sub("", together).replace('url("../', 'url("').replace("url(../", "url(")
    return _AROUND.sub(r"\1", bare.strip())


def _rank(source: str, order: list[str]) -> int:
    layer = _LAYER.search(source)
    # Fonts and custom properties without a layer come first, since all others build on them.
    return order.index(layer.group(1)) if layer and layer.group(1) in order else -1
