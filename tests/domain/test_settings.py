"""The environment: defaults that run, and a sentence for each value that makes no sense."""

import stat
import subprocess
import sys
from collections.abc import Mapping
from ipaddress import ip_network
from pathlib import Path

import pytest

from domain import settings
from domain.environment import SettingsError

PEM_OF_ANOTHER_CURVE = """-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
-----END PRIVATE KEY-----"""


def load(folder: Path, environ: Mapping[str, str] | None = None) -> settings.Settings:
    """Settings of an instance in this folder."""
    return settings.load({"LERNFADEN_DATA_DIR": str(folder), **(environ or {})})


def test_nothing_has_to_be_set(tmp_path: Path) -> None:
    found = load(tmp_path)
    assert found.database_url == f"sqlite:///{tmp_path}/lernfaden.sqlite"
    assert found.base_url == "http://localhost:8000"
    assert (found.redis_url, found.smtp_url) == (None, None)
    assert (found.trusted_proxies, found.push_services, found.demo) == ((), (), False)


def test_the_operators_texts_may_lie_in_files(tmp_path: Path) -> None:
    (tmp_path / "imprint.txt").write_text("Clara Falk\nHauptstraße 1\n", encoding="utf-8")
    found = load(tmp_path, {"LERNFADEN_IMPRINT_FILE": str(tmp_path / "imprint.txt")})
    assert (found.imprint, found.privacy) == ("Clara Falk\nHauptstraße 1", None)


def test_an_empty_value_counts_as_none(tmp_path: Path) -> None:
    assert load(tmp_path, {"LERNFADEN_REDIS_URL": " "}).redis_url is None


def test_keys_are_made_once_and_only_the_owner_reads_them(tmp_path: Path) -> None:
    first, second = load(tmp_path), load(tmp_path)
    assert first.secret_key == second.secret_key
    assert first.vapid_private_key == second.vapid_private_key
    kept = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert kept == {"secret-key": 0o600, "vapid-private-key": 0o600}


def test_processes_that_start_together_make_one_key(tmp_path: Path) -> None:
    program = "from domain import settings; print(settings.current().secret_key.decode())"
    started = [
        subprocess.Popen(
            [sys.executable, "-c", program],
            env={"LERNFADEN_DATA_DIR": str(tmp_path)},
            stdout=subprocess.PIPE,
        )
        for _ in range(4)
    ]
    assert len({process.communicate()[0] for process in started}) == 1


def test_a_made_key_is_one_of_push(tmp_path: Path) -> None:
    key = load(tmp_path).vapid_private_key
    assert load(tmp_path / "other", {"LERNFADEN_VAPID_PRIVATE_KEY": key}).vapid_private_key == key


def test_a_secret_can_lie_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("k" * 40 + "\n")
    found = load(tmp_path, {"LERNFADEN_SECRET_KEY_FILE": str(tmp_path / "key")})
    assert found.secret_key == b"k" * 40


def test_an_address_with_a_password_can_lie_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "url").write_text("postgres://lernfaden:secret@db:5432/lernfaden\n")
    found = load(tmp_path, {"LERNFADEN_DATABASE_URL_FILE": str(tmp_path / "url")})
    assert found.database_url == "postgres://lernfaden:secret@db:5432/lernfaden"


def test_lists_are_parted_by_commas_or_spaces(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        {
            "LERNFADEN_TRUSTED_PROXIES": "10.0.0.0/8, ::1",
            "LERNFADEN_PUSH_SERVICES": "http://127.0.0.1:8096 https://push.example/",
        },
    )
    assert found.trusted_proxies == (ip_network("10.0.0.0/8"), ip_network("::1"))
    assert found.push_services == ("http://127.0.0.1:8096", "https://push.example")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://user:hush@db/name"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "sqlite://var/lernfaden.sqlite"),
        ("DATABASE_URL", "postgres://user:hush@db:5432"),
        ("REDIS_URL", "http://:hush@redis:6379/0"),
        ("REDIS_URL", "redis://:hush@redis:70000/0"),
        ("REDIS_URL", "redis://:hush@redis/first"),
        ("SMTP_URL", "mail.example"),
        ("BASE_URL", "localhost:8000"),
        ("BASE_URL", "https://lernfaden.example/app"),
        ("SECRET_KEY", "hush"),
        ("VAPID_PRIVATE_KEY", "hush"),
        ("VAPID_PRIVATE_KEY", "A" * 43),
        ("VAPID_PRIVATE_KEY", PEM_OF_ANOTHER_CURVE),
        ("TRUSTED_PROXIES", "10.0.0.1/8"),
        ("DEMO", "perhaps"),
        ("PUSH_SERVICES", "push.example"),
        ("SECRET_KEY_FILE", "/nowhere/at/all"),
    ],
)
def test_nonsense_is_refused_with_a_sentence_that_keeps_secrets(
    tmp_path: Path, name: str, value: str
) -> None:
    with pytest.raises(SettingsError) as refusal:
        load(tmp_path, {f"LERNFADEN_{name}": value})
    sentence = str(refusal.value)
    assert sentence.startswith(f"LERNFADEN_{name}")
    assert sentence.endswith(".")
    assert "hush" not in sentence


def test_a_secret_given_twice_is_refused(tmp_path: Path) -> None:
    both = {"LERNFADEN_SECRET_KEY": "k" * 40, "LERNFADEN_SECRET_KEY_FILE": "/run/key"}
    with pytest.raises(SettingsError, match="are both set"):
        load(tmp_path, both)


def test_a_data_directory_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="LERNFADEN_DATA_DIR"):
        load(tmp_path / "file")
