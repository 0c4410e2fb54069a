"""Style sheets and scripts reach browsers bare, and the sheets in one."""

import re

from tests.source import ROOT
from web.wire import sources
from web.wire.sources import stylesheets

PARTIALS = ROOT / "web/partials"


def test_the_stylesheet_holds_every_file_in_the_order_of_the_layers() -> None:
    whole = stylesheets()["app.css"]
    assert whole.startswith("@layer reset, base, components, pages, utilities, platform;")
    found = [whole.index(f"@layer {name}{{") for name in ("reset", "base", "components")]
    assert found == sorted(found)
    assert "/*" not in whole
    assert len(whole) > 10_000


def test_what_few_pages_have_is_brought_along_by_the_parts_that_need_it() -> None:
    sheets = stylesheets()
    assert ".answers__one" in sheets["rare.css"] and ".answers__one" not in sheets["app.css"]
    bringing = {
        path.relative_to(PARTIALS).as_posix()
        for path in PARTIALS.rglob("*.html")
        if 'include "partials/controls/rare.html"' in path.read_text()
    }
    roots = set(re.findall(r"\.([a-z-]+)(?=__|[ .:{>])", sheets["rare.css"]))
    own = roots - set(
        re.findall(
            r"\.([a-z-]+)", "".join(sheet for name, sheet in sheets.items() if name != "rare.css")
        )
    )
    using = {
        path.relative_to(PARTIALS).as_posix()
        for path in PARTIALS.rglob("*.html")
        if any(re.search(rf'class="[^"]*\b{name}(?![a-z-])', path.read_text()) for name in own)
    }
    # Pictures stand in the steps, rows in lists, parts of agreements bubbles and cases of the
    # support in their pages, which bring it along.
    assert using - bringing <= {
        *(
            f"agreements/{part}.html"
            for part in ("_text", "_said", "_asking", "_story", "difference")
        ),
        *(
            f"conversations/{part}.html"
            for part in ("bubble", "_down", "_happened", "_mute", "_results")
        ),
        "settings/_install_picture.html",
        "documents/_rows.html",
        "documents/_uploads.html",
        "support/_head.html",
        "support/_notes.html",
        "support/case.html",
        "support/_state.html",
    }


def test_what_only_who_teaches_sees_is_carried_by_nobody_else() -> None:
    sheets = stylesheets()
    assert ".week__" in sheets["week.css"] and ".week__" not in sheets["app.css"]
    assert sheets["week.css"].startswith("@layer reset,")


def test_a_script_goes_without_its_comments_and_keeps_every_text() -> None:
    source = "// Why.\nconst a = 1; // here\n\n  // x\n  const b = `https://c`;\n"
    assert sources.script(source) == "const a = 1; // here\nconst b = `https://c`;"
