"""What README.md, STYLE.md and SECURITY.md speak of is there, and what is there is spoken of."""

import dataclasses
import re

import pytest

from domain.environment import PREFIX
from domain.settings import Settings
from tests.source import ROOT
from web.commands import COMMANDS

README = (ROOT / "README.md").read_text()
DOCUMENTS = ("README.md", "STYLE.md", "SECURITY.md")
VARIABLES = {PREFIX + field.name.upper() for field in dataclasses.fields(Settings)}


def test_the_readme_names_every_command_and_no_other() -> None:
    named = set(re.findall(r"^\| `lernfaden (\w+)", README, re.MULTILINE))
    assert named == set(COMMANDS)


def test_the_readme_names_every_setting_and_no_other() -> None:
    assert set(re.findall(r"^\| `(LERNFADEN_\w+)` ", README, re.MULTILINE)) == VARIABLES


@pytest.mark.parametrize("document", DOCUMENTS)
def test_settings_that_a_document_names_exist(document: str) -> None:
    named = set(re.findall(r"LERNFADEN_[A-Z0-9_]+", (ROOT / document).read_text()))
    assert {name.removesuffix("_FILE") for name in named} <= VARIABLES


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_to_files_lead_somewhere(document: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / document).read_text())
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_files_that_a_document_names_exist(document: str) -> None:
    text = (ROOT / document).read_text()
    paths = re.findall(r"`((?:bin|domain|web|workers|tests|static|\.ci)/[\w./-]*\w)`", text)
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_map_of_the_tree_shows_what_is_there() -> None:
    drawn = README.split("## Map of the tree")[1].split("```")[1]
    home, missing = "", []
    for line in drawn.splitlines():
        names = line.strip().split("   ")[0].split()
        if line and not line.startswith(" "):
            home = names[0] if len(names) == 1 else ""
            missing += [name for name in names if not (ROOT / name).exists()]
        else:
            missing += [home + name for name in names if not (ROOT / home / name).exists()]
    assert missing == []


@pytest.mark.parametrize("script", ["bin/run", "bin/test", "bin/bench", "bin/screens", ".ci/run"])
def test_scripts_can_be_run(script: str) -> None:
    assert (ROOT / script).stat().st_mode & 0o111
