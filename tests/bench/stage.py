"""Two who talk, each on many devices, on each form in which Lernfaden runs."""

from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from domain import database
from tests import servers, topology, world
from tests.bench import databases, people
from tests.bench.load import Client
from tests.commands import program
from tests.world import Person
from web.commands.processes import lernfaden

DEVICES = 1_000
FORM = "application/x-www-form-urlencoded"


@dataclass
class Stage:
    """Shape: a message is sent to one port and heard of at the other, by the process of that id;
    tokens are of the devices, the guardian's first.
    """

    kind: str
    sent_to: int
    heard_at: int
    process: int
    tokens: list[str]
    conversation: UUID
    number: int = 0

    @property
    def address(self) -> str:
        return f"/conversations/{self.conversation}/messages"

    @property
    def words(self) -> str:
        """The newest message."""
        return f"Nachricht {self.number}."

    async def send(self) -> None:
        """The guardian writes one more."""
        self.number += 1
        body = urlencode({"key": str(uuid4()), "words": self.words}).encode()
        assert await Client(self.sent_to, self.tokens[0]).post(self.address, body, FORM) == 303


@asynccontextmanager
async def embedded() -> AsyncIterator[Stage]:
    """One process with SQLite, which does the background work too."""
    with databases.data_dir() as data:
        url = await databases.create(f"sqlite:///{data}", "listening")
        tokens, conversation = await _people()
        with program.serving(data, database_url=url) as (process, address):
            port = _port(address)
            yield Stage("embedded", port, port, process.pid, tokens, conversation)


@asynccontextmanager
async def with_redis() -> AsyncIterator[Stage]:
    """Sent to one process, heard of at another, with PostgreSQL and a worker."""
    with ExitStack() as stack:
        data = stack.enter_context(databases.data_dir())
        redis = f"redis://127.0.0.1:{stack.enter_context(servers.redis()).port}/0"
        url = await databases.create(stack.enter_context(servers.postgres()), "listening")
        tokens, conversation = await _people()
        chosen = {"database_url": url, "redis_url": redis}
        _, one = stack.enter_context(program.serving(data, **chosen))
        process, other = stack.enter_context(program.serving(data, **chosen))
        stack.enter_context(topology.process(lernfaden("worker"), data, chosen))
        yield Stage("with Redis", _port(one), _port(other), process.pid, tokens, conversation)


async def _people() -> tuple[list[str], UUID]:
    made = await world.build()
    both: list[Person[Any]] = [made.nadia, made.jonas]
    tokens = [await people.log_in(both[number % 2]) for number in range(DEVICES)]
    await database.close()
    return tokens, made.kaya.id


def _port(address: str) -> int:
    return int(address.rpartition(":")[2])
