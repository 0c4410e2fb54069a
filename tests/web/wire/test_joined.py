"""Scripts that every page needs travel together, and are each there once."""

import re
from pathlib import PurePosixPath

from tests.rules import rule
from web.wire import file, joined, sources
from web.wire.release import STATIC

STATICALLY = re.compile(r'^(?:import|export) [^(]*"(\.[^"]+)"', re.MULTILINE)
LATER = re.compile(r"\bimport\(([\"`])(\.[^\"`$]+)(\$\{\w+\}\.js)?\1")
SOURCES = {
    "js/app.js": 'import { say as told } from "./lib/say.js";\nimport "./part.js";\ntold(1);',
    "js/part.js": 'import * as words from "./lib/say.js";\nwords.say(2);\nimport("./lib/late.js");',
    "js/lib/say.js": 'export function say(what) {}\nimport("./late.js");',
    "js/lib/late.js": 'import { say } from "./say.js";\nsay(3);',
}


def test_a_module_runs_once_and_after_what_it_needs() -> None:
    made = joined.together(SOURCES)["js/app.js"]
    order = [made.index(what) for what in ("function say(what)", "words.say(2)", "told(1)")]
    assert order == sorted(order)
    assert made.count("function say(what)") == 1
    assert 'const { say: told } = modules["js/lib/say.js"];' in made
    assert 'const words = modules["js/lib/say.js"];' in made
    assert not STATICALLY.search(made)


def test_what_is_fetched_later_is_fetched_from_where_it_lies_and_shares_what_was_joined() -> None:
    made = joined.together(SOURCES)
    assert [found[1] for found in LATER.findall(made["js/app.js"])] == ["./lib/late.js"] * 2
    assert "js/lib/late.js" not in made
    assert made["js/lib/say.js"] == (
        'import { modules } from "../app.js";\nexport const { say } = modules["js/lib/say.js"];'
    )


@rule("N4")
def test_the_entry_imports_nothing_more_and_all_that_comes_later_is_there() -> None:
    files = {path: raw.decode() for path, raw in file.served().items() if path.startswith("js/")}
    assert not STATICALLY.search(files["js/app.js"])
    for path, text in files.items():
        wanted = [*STATICALLY.findall(text), *(f[1] for f in LATER.findall(text) if not f[2])]
        for address in wanted:
            assert _path(path, address) in files, (path, address)


def test_every_module_that_pages_need_is_in_it() -> None:
    bare = {
        path.relative_to(STATIC).as_posix(): sources.script(path.read_text())
        for path in (STATIC / "js").rglob("*.js")
    }
    made = joined.together(bare)["js/app.js"]
    assert len(joined.parts(bare)) > 10
    for path in joined.parts(bare):
        assert bare[path].splitlines()[-1] in made


def _path(of: str, address: str) -> str:
    parts: list[str] = []
    for part in (*PurePosixPath(of).parts[:-1], *PurePosixPath(address).parts):
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)
