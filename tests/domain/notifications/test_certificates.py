"""Whoever shows a certificate that nobody vouches for gets no word from us."""

import asyncio
import datetime
import ssl
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from domain import clock, settings
from domain.busy import fetching
from domain.busy.fault import Fault, Unread
from domain.busy.mark import Mark
from domain.notifications import mailing, push
from domain.notifications.mail import Mail, MailDelayed
from domain.notifications.push_outcome import Outcome
from domain.notifications.push_subscription import Target
from tests.push_service import Subscriber
from tests.rules import rule

MAIL = Mail(to="nadia@lernfaden.example", subject="PIN", text="1", html="<p>1</p>", reference="1")


class Impostor:
    """Answers on the loopback address under TLS. Shape: is_met once somebody believed it."""

    def __init__(self, certificate: Path) -> None:
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._tls.load_cert_chain(certificate)
        self.is_met = False
        self.port = 0

    async def start(self) -> asyncio.Server:
        server = await asyncio.start_server(self._listen, "localhost", 0, ssl=self._tls)
        self.port = server.sockets[0].getsockname()[1]
        return server

    async def _listen(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.is_met = True
        writer.close()


@pytest.fixture
async def impostor(tmp_path: Path) -> AsyncIterator[Impostor]:
    made = Impostor(self_signed(tmp_path / "certificate.pem"))
    async with await made.start():
        yield made


async def test_no_push_goes_there(
    impostor: Impostor, default_settings: settings.Settings, own_sender: None
) -> None:
    origin = f"https://localhost:{impostor.port}"
    settings.use(replace(default_settings, push_services=(origin,)))
    browser = Subscriber(f"{origin}/1")
    asked = Target(uuid4(), browser.endpoint, browser.p256dh, browser.auth)
    result = await push.send(asked, b"Hallo", ttl=60)
    assert (result.outcome, result.why) == (Outcome.LATER, "ClientConnectorCertificateError")
    assert not impostor.is_met


async def test_no_mail_goes_there(impostor: Impostor, default_settings: settings.Settings) -> None:
    url = f"smtps://post:geheim@localhost:{impostor.port}"
    settings.use(replace(default_settings, smtp_url=url))
    with pytest.raises(MailDelayed):
        await mailing.send(MAIL)
    assert not impostor.is_met


@rule("S6")
async def test_no_calendar_is_read_there(
    impostor: Impostor, default_settings: settings.Settings
) -> None:
    origin = f"https://localhost:{impostor.port}"
    settings.use(replace(default_settings, calendar_services=(origin,)))
    with pytest.raises(Unread, match=Fault.UNREACHABLE):
        await fetching.fetch(f"{origin}/basic.ics", Mark())
    assert not impostor.is_met


@pytest.fixture
async def own_sender() -> AsyncIterator[None]:
    await push.close()
    yield
    await push.close()


def self_signed(path: Path) -> Path:
    """A certificate for localhost that vouches for itself, with its key."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now = clock.now()
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    kept = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    path.write_bytes(key.private_bytes(pem, *kept) + made.public_bytes(pem))
    return path
