"""Connections that somebody keeps: by never reading what was asked for, or by opening many."""

import asyncio
import time
from dataclasses import replace

import pytest
from uvicorn.server import ServerState

from domain import settings
from domain.environment import Network
from tests.commands.link import HEAD, MOST, PART_BYTES, PARTS, Client, Open
from tests.waiting import until
from web.commands import crowd, line

SOON_SECONDS = 0.1


@pytest.mark.parametrize("high_water", [None, 1 << 30], ids=["while it is sent", "afterwards"])
async def test_whoever_never_reads_an_answer_is_hung_up_on(
    connect: Open, state: ServerState, monkeypatch: pytest.MonkeyPatch, high_water: int | None
) -> None:
    monkeypatch.setattr(line, "READING_SECONDS", SOON_SECONDS)
    client = await connect()
    await until(lambda: bool(state.connections))
    for each in state.connections:
        each.transport.set_write_buffer_limits(high_water)
    client.send(HEAD.replace(b"/health", b"/parts") + b"connection: close\r\n\r\n")
    await until(lambda: not state.connections)


async def test_whoever_reads_slowly_gets_all_of_an_answer(
    connect: Open, state: ServerState, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line, "READING_SECONDS", 1.0)
    client = await connect()
    await until(lambda: bool(state.connections))
    for each in state.connections:
        each.transport.set_write_buffer_limits(1 << 30)
    client.send(HEAD.replace(b"/health", b"/parts") + b"connection: close\r\n\r\n")
    began, read = time.monotonic(), 0
    while part := await client.reader.read(PART_BYTES):
        read += len(part)
        await asyncio.sleep(SOON_SECONDS / 4)
    assert read > PARTS * PART_BYTES
    assert time.monotonic() - began > 2 * line.READING_SECONDS


async def fill(connect: Open, count: int) -> list[Client]:
    """Opens connections, each of which is heard."""
    clients = [await connect() for _ in range(count)]
    for client in clients:
        client.send(HEAD + b"\r\n")
        assert await client.answer() == 200
    return clients


async def test_one_place_leaves_room_for_others(
    connect: Open, state: ServerState, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowd, "THIS_MACHINE", ())
    ours = await fill(connect, MOST // 4)
    assert await (await connect()).answer() == 429
    other = await connect("127.0.0.2")
    other.send(HEAD + b"\r\n")
    assert await other.answer() == 200
    ours[0].writer.close()
    await until(lambda: len(state.connections) == MOST // 4)
    await fill(connect, 1)


async def test_whoever_comes_when_all_are_taken_is_told_so_and_the_operator_too(
    connect: Open, state: ServerState, caplog: pytest.LogCaptureFixture
) -> None:
    taken = await fill(connect, MOST - 1)
    assert await (await connect()).answer() == 503
    assert [each.getMessage() for each in caplog.records if f"{MOST} are open" in each.getMessage()]
    taken[0].writer.close()
    await until(lambda: len(state.connections) < MOST - 1)
    await fill(connect, 1)
    assert caplog.records[-1].getMessage().startswith("over: no connection is free")


@pytest.mark.parametrize("trusted", [(), crowd.THIS_MACHINE], ids=["this machine", "a proxy"])
async def test_those_behind_a_proxy_or_on_this_machine_are_many(
    connect: Open, monkeypatch: pytest.MonkeyPatch, trusted: tuple[Network, ...]
) -> None:
    if trusted:
        monkeypatch.setattr(crowd, "THIS_MACHINE", ())
    settings.use(replace(settings.current(), trusted_proxies=trusted))
    await fill(connect, MOST // 4 + 1)
