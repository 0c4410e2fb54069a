"""compose.yaml speaks of commands, settings and files that exist."""

import dataclasses
import re
import subprocess
import sys
from typing import Any
from urllib.parse import parse_qs, urlsplit

import yaml

from domain import settings
from domain.environment import PREFIX
from domain.health import CHECKS
from domain.settings import Settings
from tests.source import ROOT
from web.commands import COMMANDS, parser

TEXT = (ROOT / "compose.yaml").read_text()
STEPS = TEXT.partition("\nname: ")[0]
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
IMAGE = (ROOT / SERVICES["migrate"]["build"]["dockerfile"]).read_text()
OURS = {name: service for name, service in SERVICES.items() if "lernfaden" in service["image"]}


def test_every_service_depends_on_services_that_are_there_and_say_when_they_are_ready() -> None:
    for name, service in SERVICES.items():
        for needed, condition in service.get("depends_on", {}).items():
            assert needed in SERVICES, name
            if condition["condition"] == "service_healthy":
                assert "healthcheck" in SERVICES[needed], (name, needed)


def test_networks_volumes_secrets_and_configs_are_declared() -> None:
    for name, service in SERVICES.items():
        assert set(service.get("networks", [])) <= COMPOSE["networks"].keys(), name
        assert set(service.get("secrets", [])) <= COMPOSE["secrets"].keys(), name
        volumes = {volume.split(":")[0] for volume in service.get("volumes", [])}
        assert volumes <= COMPOSE["volumes"].keys(), name
        assert {c["source"] for c in service.get("configs", [])} <= COMPOSE["configs"].keys(), name


def test_our_services_run_commands_that_exist() -> None:
    assert {service["command"][0] for service in OURS.values()} == {"migrate", "serve", "worker"}
    for service in OURS.values():
        words = [re.sub(r"\$\{\w+:-(\w+)\}", r"\1", word) for word in service["command"]]
        assert words[0] in COMMANDS
        parser(words).parse_args(words)


def test_the_environment_names_settings_and_secrets_that_exist() -> None:
    known = {PREFIX + field.name.upper() for field in dataclasses.fields(Settings)}
    for service in OURS.values():
        for variable, value in service["environment"].items():
            assert variable.removesuffix("_FILE") in known
            if variable.endswith("_FILE"):
                assert value.removeprefix("/run/secrets/") in service["secrets"]


def test_the_file_is_as_the_compose_specification_wants_it() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run(
        [*command, str(ROOT / "compose.yaml")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_every_service_says_whether_it_is_well_but_one_that_ends_and_the_proxy() -> None:
    silent = {name for name, service in SERVICES.items() if "healthcheck" not in service}
    assert silent == {"migrate", "proxy"}


def test_what_serves_is_not_held_unwell_for_the_work_of_others() -> None:
    (address,) = re.findall(r"http://[^']+", SERVICES["web"]["healthcheck"]["test"][-1])
    asked = parse_qs(urlsplit(address).query)["part"]
    assert set(asked) <= CHECKS.keys() - {"work", "broker"}


def test_the_worker_is_asked_for_its_work_by_a_command_that_exists() -> None:
    _, program, *words = SERVICES["worker"]["healthcheck"]["test"]
    assert program == "lernfaden"
    assert parser(words).parse_args(words).only == ["Work"]


def test_the_image_is_built_from_files_that_exist_and_are_handed_over() -> None:
    copied = re.findall(r"^COPY (.+) \S+$", IMAGE, re.MULTILINE)
    handed_over = set(re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text(), re.MULTILINE))
    sources = {source for line in copied for source in line.split()}
    assert {source for source in sources if not (ROOT / source).exists()} == set()
    assert sources == handed_over


def test_nobody_in_the_image_is_root() -> None:
    users = re.findall(r"^USER (\S+)$", IMAGE, re.MULTILINE)
    assert users == ["lernfaden"]
    assert "USER" not in IMAGE.split("ENTRYPOINT")[1]
    for service in OURS.values():
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])


def test_no_secret_stands_in_the_file() -> None:
    for service in SERVICES.values():
        for variable, value in service.get("environment", {}).items():
            if re.search("PASSWORD|SECRET|PRIVATE|DATABASE_URL|S3_URL|SMTP_URL", variable):
                assert variable.endswith("_FILE"), variable
                assert value.startswith("/run/secrets/"), variable


def test_the_steps_make_every_secret() -> None:
    (looped,) = re.findall(r"for name in (.+); do", STEPS)
    made = set(looped.split()) | set(re.findall(r"(?:> |-out )secrets/(\w+)$", STEPS, re.MULTILINE))
    assert made == COMPOSE["secrets"].keys()


def test_the_addresses_that_the_steps_write_are_settings_and_lead_to_services_within() -> None:
    for variable, host in (("DATABASE_URL", "database"), ("S3_URL", "storage")):
        (address,) = re.findall(rf"printf '(\w+://lernfaden:%s@{host}:\d+/\w+)\\n'", STEPS)
        settings.load({PREFIX + variable: address % "password"})
        assert SERVICES[host]["networks"] == ["inside"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}


def test_files_and_rows_each_outlive_their_service_in_a_volume_of_their_own() -> None:
    kept = [SERVICES[name]["volumes"] for name in ("database", "storage")]
    assert kept == [["database:/var/lib/postgresql/data"], ["documents:/data"]]


def test_every_image_of_others_says_its_version() -> None:
    others = {name: service["image"] for name, service in SERVICES.items() if name not in OURS}
    assert [name for name, image in others.items() if not re.search(r":[^:/]*\d", image)] == []


def test_whoever_keeps_files_waits_until_their_storage_is_well() -> None:
    for name in ("web", "worker"):
        assert SERVICES[name]["depends_on"]["storage"] == {"condition": "service_healthy"}
