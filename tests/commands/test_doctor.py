"""The doctor lets itself be let in where mails go, and sends none."""

from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from tests.commands.program import run, succeed
from tests.servers import free_port


class Nobody:
    """Takes no mail: each one that comes is a mistake."""

    async def handle_DATA(self, *_: object) -> str:
        raise AssertionError("a mail was sent")


def test_a_mail_server_that_lets_us_in_is_well(tmp_path: Path) -> None:
    server = Controller(Nobody(), hostname="127.0.0.1", port=free_port())
    server.start()
    try:
        succeed(tmp_path, "migrate")
        said = succeed(tmp_path, "doctor", smtp_url=f"smtp://127.0.0.1:{server.port}")
        assert "✓ Mail: 127.0.0.1 answers and lets us in." in said
    finally:
        server.stop()


def test_a_mail_server_that_refuses_our_password_is_told_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuses(server: SMTP, *_: object) -> None:
        await server.push("535 5.7.8 Authentication credentials invalid")

    monkeypatch.setattr(SMTP, "smtp_AUTH", refuses)
    server = Controller(Nobody(), hostname="127.0.0.1", port=free_port(), auth_require_tls=False)
    server.start()
    try:
        succeed(tmp_path, "migrate")
        address = f"smtp://nadia:geheim-Wort@127.0.0.1:{server.port}"
        done = run(tmp_path, "doctor", smtp_url=address)
        assert done.returncode == 1
        assert "✗ Mail" in done.stdout
        assert "535" in done.stdout
        assert "geheim" not in done.stdout + done.stderr
    finally:
        server.stop()


def test_https_without_a_trusted_proxy_is_told(tmp_path: Path) -> None:
    succeed(tmp_path, "migrate")
    told = run(tmp_path, "doctor", base_url="https://lernen.example.org").stdout
    assert "✗ Address" in told
    assert "LERNFADEN_TRUSTED_PROXIES" in told
    behind = {"base_url": "https://lernen.example.org", "trusted_proxies": "10.0.0.0/8"}
    assert "All is well." in succeed(tmp_path, "doctor", **behind)


def test_a_database_that_is_not_migrated_is_told(tmp_path: Path) -> None:
    told = run(tmp_path, "doctor")
    assert told.returncode == 1
    assert "lernfaden migrate" in told.stdout
