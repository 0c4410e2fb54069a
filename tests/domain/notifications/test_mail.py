"""Mails travel by SMTP, or lie as files where no server is set; a repeat can be told as one."""

import asyncio
import errno
import os
from collections.abc import AsyncIterator
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from domain import settings
from domain.notifications import mail_folder, mailing, smtp
from domain.notifications.mail import Mail, MailDelayed, MailRefused
from tests.rules import rule

LOGIN = Mail(
    to="nadia@lernfaden.example",
    subject="123456 ist deine PIN für Lernfaden",
    text="Grüße\n\n123456\n",
    html="<p>Grüße</p>",
    reference="login-6f0c",
)


class Inbox:
    """Takes mails, or refuses them with the answer that is set."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.senders: list[str] = []
        self.answer_to_recipient = "250 ok"
        self.answer_to_message = "250 ok"

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if self.answer_to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer_to_recipient

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.answer_to_message.startswith("250"):
            found = message_from_bytes(envelope.content, policy=default)
            assert isinstance(found, EmailMessage)
            self.mails.append(found)
            self.senders.append(envelope.mail_from)
        return self.answer_to_message


def authenticated(
    server: Any, session: Any, envelope: Any, mechanism: str, auth_data: Any
) -> AuthResult:
    is_right = isinstance(auth_data, LoginPassword) and auth_data.password == b"ge heim"
    return AuthResult(success=is_right, handled=False)


def use_smtp(before: settings.Settings, url: str) -> None:
    settings.use(replace(before, smtp_url=url, base_url="https://lernfaden.example"))


@pytest.fixture
async def inbox(default_settings: settings.Settings) -> AsyncIterator[Inbox]:
    made = Inbox()
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(made, authenticator=authenticated, auth_require_tls=False), "127.0.0.1", 0
    )
    use_smtp(default_settings, f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    yield made
    server.close()


@pytest.fixture
def folder(default_settings: settings.Settings, tmp_path: Path) -> Path:
    settings.use(replace(default_settings, data_dir=tmp_path))
    return tmp_path / "mail"


def left_in(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def port_of(url: str | None) -> str:
    return (url or "").rpartition(":")[2]


async def test_a_mail_arrives_as_plain_text_with_its_twin(inbox: Inbox) -> None:
    await mailing.send(LOGIN)
    [came] = inbox.mails
    assert came["Subject"] == LOGIN.subject
    assert came["To"] == LOGIN.to
    assert came["From"] == "Lernfaden <lernfaden@lernfaden.example>"
    assert came["Message-ID"] == "<login-6f0c@lernfaden.example>"
    plain, rich = came.get_body(("plain",)), came.get_body(("html",))
    assert came.get_content_type() == "multipart/alternative"
    assert plain and plain.get_content().replace("\r\n", "\n") == LOGIN.text
    assert rich and rich.get_content().strip() == LOGIN.html


async def test_a_mail_sent_twice_can_be_told_as_one(inbox: Inbox) -> None:
    await mailing.send(LOGIN)
    await mailing.send(LOGIN)
    await mailing.send(replace(LOGIN, reference="login-7a1d"))
    first, second, other = (came["Message-ID"] for came in inbox.mails)
    assert first == second != other


@rule("A3")
async def test_what_is_discarded_meets_the_server_and_never_arrives(inbox: Inbox) -> None:
    await mailing.discard(LOGIN)
    assert inbox.mails == []
    use_smtp(settings.current(), "smtp://127.0.0.1:1")
    with pytest.raises(MailDelayed):
        await mailing.discard(LOGIN)


async def test_a_password_is_used_and_says_who_sends(inbox: Inbox) -> None:
    port = port_of(settings.current().smtp_url)
    use_smtp(settings.current(), f"smtp://post%40schule.example:ge%20heim@127.0.0.1:{port}")
    await mailing.send(LOGIN)
    assert inbox.senders == ["post@schule.example"]


async def test_the_sender_can_be_named(inbox: Inbox) -> None:
    use_smtp(settings.current(), f"{settings.current().smtp_url}?from=hallo@schule.example")
    await mailing.send(LOGIN)
    assert inbox.senders == ["hallo@schule.example"]


@pytest.mark.parametrize(
    ("answer", "error"), [("550 unknown", MailRefused), ("451 greylisted", MailDelayed)]
)
async def test_a_refusal_is_for_good_or_for_now(
    inbox: Inbox, answer: str, error: type[Exception]
) -> None:
    inbox.answer_to_recipient = answer
    with pytest.raises(error):
        await mailing.send(LOGIN)
    inbox.answer_to_recipient, inbox.answer_to_message = "250 ok", answer
    with pytest.raises(error):
        await mailing.send(LOGIN)
    assert inbox.mails == []


async def test_a_wrong_password_is_the_operators_to_mend(inbox: Inbox) -> None:
    port = port_of(settings.current().smtp_url)
    use_smtp(settings.current(), f"smtp://post:falsch@127.0.0.1:{port}")
    with pytest.raises(MailDelayed) as raised:
        await mailing.send(LOGIN)
    assert "falsch" not in str(raised.value)


async def test_a_server_that_is_down_is_tried_later(default_settings: settings.Settings) -> None:
    use_smtp(default_settings, "smtp://127.0.0.1:9")
    with pytest.raises(MailDelayed):
        await mailing.send(LOGIN)


async def test_a_password_never_travels_in_the_clear(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "_is_here", lambda host: False)
    port = port_of(settings.current().smtp_url)
    use_smtp(settings.current(), f"smtp://post:ge%20heim@127.0.0.1:{port}")
    with pytest.raises(MailDelayed):
        await mailing.send(LOGIN)
    assert inbox.mails == []


async def test_without_a_server_mails_are_kept_newest_first(folder: Path) -> None:
    await mailing.send(LOGIN)
    await mailing.send(replace(LOGIN, reference="notification-1"))
    os.utime(folder / "login-6f0c.eml", ns=(0, 0))
    assert [file.name for file in mail_folder.files()] == ["notification-1.eml", "login-6f0c.eml"]
    kept = message_from_bytes((folder / "login-6f0c.eml").read_bytes(), policy=default)
    assert kept["Subject"] == LOGIN.subject
    assert (folder / "login-6f0c.eml").stat().st_mode & 0o077 == 0


async def test_a_kept_mail_that_is_sent_again_is_one_file(folder: Path) -> None:
    await mailing.send(LOGIN)
    await mailing.send(LOGIN)
    assert len(mail_folder.files()) == 1


async def test_a_full_disk_leaves_nothing_half(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(MailDelayed):
        await mailing.send(LOGIN)
    assert left_in(folder) == []


async def test_a_reference_leads_nowhere_but_into_the_folder(folder: Path) -> None:
    await mailing.send(replace(LOGIN, reference="../../etc/passwd"))
    await mailing.send(replace(LOGIN, reference="..\\x"))
    assert len(mail_folder.files()) == 2
    assert {file.parent for file in folder.parent.rglob("*.eml")} == {folder}


@pytest.mark.parametrize(
    "wrong", [{"to": "nadia@x.example\nBcc: eve@x.example"}, {"to": "a@x.example, b@x.example"}]
)
async def test_no_header_can_be_smuggled_in(folder: Path, wrong: dict[str, Any]) -> None:
    with pytest.raises(MailRefused):
        await mailing.send(replace(LOGIN, **wrong))
    assert mail_folder.files() == []


async def test_a_subject_of_two_lines_is_one(folder: Path) -> None:
    await mailing.send(replace(LOGIN, subject="Eins\r\nBcc: eve@x.example"))
    kept = message_from_bytes(mail_folder.files()[0].read_bytes(), policy=default)
    assert kept["Subject"] == "Eins Bcc: eve@x.example"
    assert kept["Bcc"] is None
