"""What a program can be turned against its people with is not used, or in one place only."""

import ast
import re
from pathlib import Path

import pytest

from tests.source import calls, files, imports, name, python_files, tree

PROGRAM = ("domain", "web", "workers")
RUNS_TEXT = {"eval", "exec", "compile", "__import__", "os.system", "os.popen"}
READS_OBJECTS = {"pickle", "marshal", "shelve", "yaml", "xml", "lxml"}
"""They build whatever a text says, or open what it names."""
BROKEN_HASHES = {"hashlib.md5", "hashlib.sha1", "hashlib.new"}
STARTS_PROGRAMS = {
    *("web/commands/processes.py", "domain/busy/unfolding.py", "domain/documents/confined.py"),
    "web/rendering/receipt_drawing.py",
}
READS_PICTURES = {"PIL", "pi_heif", "pypdfium2"}
READERS_OF_PICTURES = {
    *(f"domain/documents/{each}.py" for each in ("bounds", "picture", "preview_drawing")),
    "domain/agreements/pdf_pages.py",
}
MAKES_SECRETS = (
    *("domain/accounts/", "domain/providers/", "web/"),
    *("domain/keys.py", "domain/vapid_key.py"),
)
SCRIPT_HAZARDS = (
    r"(?:inner|outer)HTML\s*[+]?=|insertAdjacentHTML|document\.write",
    r"\beval\(|new Function|setTimeout\(\s*[\"'`]",
    r"localStorage|indexedDB|document\.cookie",
    r"__proto__|Object\.assign|for \(const \w+ in ",
    r"window\.addEventListener\([\"']message|window\.onmessage",
)


MAY_KEEP = {
    *("static/js/lib/device-offer.js", "static/js/lib/drafts.js"),
    *("static/js/app.js", "static/js/lib/out.js", "static/js/lib/sending.js"),
    "static/js/lib/unsent.js",
}
"""What stays on a device: which zone and language nobody wants to be asked about there again, and
until the profile leaves what it has typed and not sent, messages among it."""


def within(imported: str, modules: set[str]) -> bool:
    return any(f"{imported}.".startswith(f"{each}.") for each in modules)


def modules(path: Path) -> set[str]:
    return {imported.partition(".")[0] for imported in imports(path)}


def test_no_text_becomes_code() -> None:
    found = [
        f"{name(path)}: {called}"
        for path in python_files(*PROGRAM)
        for called, _ in calls(path)
        if called in RUNS_TEXT
    ]
    assert found == []


def test_nothing_is_read_that_says_itself_what_it_becomes() -> None:
    found = {name(path): modules(path) & READS_OBJECTS for path in python_files(*PROGRAM)}
    assert [path for path, used in found.items() if used] == []


def test_few_places_start_programs_and_through_no_shell() -> None:
    assert {name(p) for p in python_files(*PROGRAM) if "subprocess" in modules(p)} == (
        STARTS_PROGRAMS
    )
    keywords = (each for p in python_files(*PROGRAM) for each in ast.walk(tree(p)))
    assert not [each for each in keywords if isinstance(each, ast.keyword) and each.arg == "shell"]


def test_pictures_are_read_in_a_process_of_their_own_alone() -> None:
    reads = {name(p) for p in python_files(*PROGRAM) if modules(p) & READS_PICTURES}
    assert reads == READERS_OF_PICTURES
    readers = {path.removesuffix(".py").replace("/", ".") for path in reads}
    others = (path for path in python_files(*PROGRAM) if name(path) not in reads)
    assert not [each for path in others for each in imports(path) if within(each, readers)]


def test_no_pattern_is_put_together() -> None:
    """What somebody typed would speak in it, or take for ever to be looked for."""
    found = [
        f"{name(path)}: {called}"
        for path in python_files(*PROGRAM)
        for called, call in calls(path)
        if called.startswith("re.") and not isinstance(call.args[0], ast.Constant)
    ]
    assert found == []


def test_what_nobody_may_guess_comes_from_the_system() -> None:
    """`random` follows from what it gave before; `secrets` does not."""
    homes = [path for path in python_files(*PROGRAM) if name(path).startswith(MAKES_SECRETS)]
    assert homes
    assert [name(path) for path in homes if "random" in modules(path)] == []


def test_no_broken_hash_is_used() -> None:
    found = {called for path in python_files(*PROGRAM) for called, _ in calls(path)}
    assert "hashlib.sha256" in found
    assert found & BROKEN_HASHES == set()


@pytest.mark.parametrize("hazard", SCRIPT_HAZARDS)
def test_no_script_of_ours_writes_markup_or_keeps_secrets(hazard: str) -> None:
    scripts = [*files("static", "service-worker", ends=(".js",))]
    ours = [path for path in scripts if "vendor" not in path.parts]
    found = {name(path) for path in ours if re.search(hazard, path.read_text())}
    assert ours
    assert found == (MAY_KEEP if "localStorage" in hazard else set())
