"""(d) Deliveries per second from a filled outbox to a push service on this machine."""

import asyncio
import base64
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from domain import clock, database, events, settings
from domain.accounts import account, device, device_login, proof
from domain.accounts.login_email import Used
from domain.facts import Fact, Subject
from domain.notifications import push_subscription
from domain.profiles import membership, profile
from domain.profiles.profile import Kind
from tests import servers
from tests.bench import databases
from tests.bench.report import Figure, Note, say
from tests.commands import program

DEVICES = 500
EVENTS = 4
DELIVERIES = DEVICES * EVENTS
LONGEST_SECONDS = 120


class Service:
    """Takes whatever is posted and answers 201; a thread of its own."""

    def __init__(self) -> None:
        self.port = servers.free_port()
        self.times: list[float] = []
        self._all_came = threading.Event()
        self._loop = asyncio.new_event_loop()

    def wait(self) -> bool:
        return self._all_came.wait(LONGEST_SECONDS)

    @contextmanager
    def running(self) -> Iterator[str]:
        thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        thread.start()
        start = asyncio.start_server(self._take, "127.0.0.1", self.port)
        served = asyncio.run_coroutine_threadsafe(start, self._loop).result(10)
        try:
            yield f"http://127.0.0.1:{self.port}"
        finally:
            self._loop.call_soon_threadsafe(served.close)
            self._loop.call_soon_threadsafe(self._loop.stop)
            thread.join(10)

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            try:
                head = (await reader.readuntil(b"\r\n\r\n")).lower()
            except (asyncio.IncompleteReadError, ConnectionError):
                return
            length = head.partition(b"content-length: ")[2].partition(b"\r\n")[0]
            await reader.readexactly(int(length))
            writer.write(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")
            self.times.append(time.perf_counter())
            if len(self.times) == DELIVERIES:
                self._all_came.set()


async def measure(note: Note) -> None:
    with databases.places() as places, databases.data_dir() as data:
        for place in places:
            kind, service = databases.kind(place), Service()
            with service.running() as origin:
                say(f"{kind}: {DELIVERIES:,} pushes to {DEVICES} devices")
                url = await databases.create(place, "pushes")
                await _fill(origin)
                await database.close()
                variables = {"database_url": url, "push_services": origin}
                with program.serving(data, **variables):
                    assert await asyncio.to_thread(service.wait), f"{len(service.times)} came"
            took = service.times[-1] - service.times[0]
            note(Figure("d", f"{kind}: pushes delivered", len(service.times) / took, "per second"))


async def _fill(origin: str) -> None:
    settings.use(settings.load({"LERNFADEN_PUSH_SERVICES": origin}))
    async with database.transaction():
        for number in range(DEVICES):
            await _device(number, origin)


async def _device(number: int, origin: str) -> None:
    """Somebody with a phone, and what they are to be told."""
    made = await account.register(f"person{number}@lernfaden.example")
    await proof.prove(Used(made.id, is_same_browser=True))
    person = profile.new(Kind.GUARDIAN, f"Person {number}", account=made.id)
    await membership.start_family(f"Person {number}", [person])
    entered = await device_login.log_in(made.id, user_agent="")
    phone = await device.by_token(entered.token)
    assert phone is not None
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    point = key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    await push_subscription.subscribe(
        phone.id, endpoint=f"{origin}/{number}", p256dh=_text(point), auth=_text(os.urandom(16))
    )
    for _ in range(EVENTS):
        events.record(
            Fact(
                "credits.granted",
                by=None,
                subject=Subject(connection=uuid4()),
                happened_at=clock.now(),
                particulars={"provider": "Jonas Weber", "credits": 5},
                only_to=person.id,
            )
        )


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
