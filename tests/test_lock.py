"""The lock files hold what pyproject.toml asks for, with hashes and no address of an index."""

import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, packages_distributions, requires

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.source import PACKAGES, ROOT, imports, python_files

RUNNING = ROOT / "requirements.txt"
TESTING = ROOT / "requirements-dev.txt"


def pins(text: str) -> dict[str, str]:
    """Package to version for every `name==version` at the start of a line, names normalised."""
    found = re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==([^\s;]+)", text, re.MULTILINE)
    return {canonicalize_name(package): version for package, version in found}


def test_both_locks_hold_the_pins_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    running = pins("\n".join([*project["project"]["dependencies"], *groups["build"]]))
    testing = running | pins("\n".join(groups["dev"]))
    assert running.items() <= pins(RUNNING.read_text()).items()
    assert testing.items() <= pins(TESTING.read_text()).items()


def test_the_lock_for_tests_contains_the_one_for_running() -> None:
    """bin/environment relies on it: after `bin/test`, `bin/run` has nothing to install."""
    assert pins(RUNNING.read_text()).items() <= pins(TESTING.read_text()).items()


def test_every_locked_package_has_a_hash_and_none_an_address() -> None:
    for lock in (RUNNING, TESTING):
        text = lock.read_text()
        requirements = re.split(r"\n(?=[\w.-]+==)", "\n" + text)[1:]
        assert [line.split()[0] for line in requirements if "--hash=sha256:" not in line] == []
        assert "://" not in text
        assert "--index" not in text
        assert "--find-links" not in text


Lock = dict[str, frozenset[str]]
"""The packages that a lock names, each with the extras it names them with."""


def named(text: str) -> Lock:
    found = re.findall(r"^([\w.-]+)(?:\[([\w,-]+)\])?==", text, re.MULTILINE)
    return {
        canonicalize_name(package): frozenset(filter(None, extras.split(",")))
        for package, extras in found
    }


def asked(package: str, extras: frozenset[str]) -> list[Requirement]:
    """What an installed package asks for here, when it is installed with these extras."""
    try:
        found = [Requirement(text) for text in requires(package) or []]
    except PackageNotFoundError:
        return []
    markers = [{"extra": extra} for extra in (extras or [""])]
    return [wish for wish in found if not wish.marker or any(map(wish.marker.evaluate, markers))]


def unnamed_extras(lock: Lock) -> set[str]:
    """Extras that a package of the lock asks for and that the lock does not name."""
    return {
        f"{wish.name}[{extra}], asked for by {package}"
        for package, extras in {**lock, "lernfaden": frozenset[str]()}.items()
        for wish in asked(package, extras)
        for extra in wish.extras - lock.get(canonicalize_name(wish.name), frozenset())
    }


def test_the_locks_name_every_extra_that_an_installed_package_asks_for() -> None:
    """Pip 23 and older refuse to take from a lock what it names without the extra."""
    for lock in (RUNNING, TESTING):
        assert unnamed_extras(named(lock.read_text())) == set()


def test_a_lock_without_extras_would_be_noticed() -> None:
    stripped = re.sub(r"^([\w.-]+)\[.*?\]", r"\1", RUNNING.read_text(), flags=re.MULTILINE)
    assert "pydantic[email], asked for by piccolo" in unnamed_extras(named(stripped))


UNSEEN = {
    "aiosqlite": "Piccolo's SQLite engine imports it",
    "httptools": "uvicorn's parser, by name",
    "setuptools": "installs the checkout itself",
    "tzdata": "zones where the machine has none",
    "uharfbuzz": "fpdf2 shapes letters with it",
    "uvloop": "uvicorn's event loop, by name",
    "check-jsonschema": "a command",
    "mypy": "a command",
    "pip-audit": "a command",
    "pytest-timeout": "a plugin",
    "pytest-xdist": "a plugin",
    "ruff": "a command",
    "types-python-dateutil": "types",
    "types-pyyaml": "types",
    "uv": "a command",
}
"""What is needed without being imported by a line of ours."""


def imported(*folders: str) -> set[str]:
    """Packages that the code of these folders imports itself, by the names of the lock."""
    modules = {whole.split(".")[0] for path in python_files(*folders) for whole in imports(path)}
    owners = packages_distributions()
    ours = {*PACKAGES, "lernfaden"} | sys.stdlib_module_names
    found = {owner for module in modules - ours for owner in owners.get(module, [module])}
    return {canonicalize_name(package) for package in found}


def test_the_project_names_what_it_imports_and_nothing_else() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    running = pins("\n".join(project["project"]["dependencies"])).keys()
    assert imported("domain", "web", "workers") | UNSEEN.keys() >= running
    assert imported("domain", "web", "workers") <= running
    testing = pins("\n".join(project["dependency-groups"]["dev"])).keys()
    assert imported("tests") | UNSEEN.keys() >= testing
    assert imported("tests") <= testing | running
