"""Style sheets and scripts reach browsers bare, and the sheets in one."""

from web.wire import sources
from web.wire.sources import stylesheets


def test_the_stylesheet_holds_every_file_in_the_order_of_the_layers() -> None:
    whole = stylesheets()["app.css"]
    assert whole.startswith("@layer reset, base, components, pages, utilities, platform;")
    found = [whole.index(f"@layer {name}{{") for name in ("reset", "base", "components")]
    assert found == sorted(found)
    assert "/*" not in whole
    assert len(whole) > 10_000


def test_what_only_who_teaches_sees_is_carried_by_nobody_else() -> None:
    sheets = stylesheets()
    assert ".week__" in sheets["week.css"] and ".week__" not in sheets["app.css"]
    assert sheets["week.css"].startswith("@layer reset,")


def test_a_script_goes_without_its_comments_and_keeps_every_text() -> None:
    source = "// Why.\nconst a = 1; // here\n\n  // x\n  const b = `https://c`;\n"
    assert sources.script(source) == "const a = 1; // here\nconst b = `https://c`;"
