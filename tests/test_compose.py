"""compose.yaml speaks of commands, settings and files that exist."""

import dataclasses
import re
from typing import Any

import yaml

from domain.environment import PREFIX
from domain.settings import Settings
from tests.source import ROOT
from web.commands import COMMANDS, parser

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
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


def test_the_image_is_built_from_files_that_exist() -> None:
    built = SERVICES["migrate"]["build"]["dockerfile_inline"]
    copied = re.findall(r"^COPY (.+) \S+$", built, re.MULTILINE)
    assert copied
    for line in copied:
        assert [source for source in line.split() if not (ROOT / source).exists()] == []


def test_no_secret_stands_in_the_file() -> None:
    for service in SERVICES.values():
        for variable, value in service.get("environment", {}).items():
            if re.search("PASSWORD|SECRET|PRIVATE|DATABASE_URL|SMTP_URL", variable):
                assert variable.endswith("_FILE"), variable
                assert value.startswith("/run/secrets/"), variable
