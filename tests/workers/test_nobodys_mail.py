"""What follows asking for a mail takes the same, whether or not anybody has the address."""

import asyncio
import dataclasses
import time
from pathlib import Path

import httpx
import pytest

from domain import settings
from domain.accounts import counters, login_email
from domain.notifications import mail_folder
from tests.rules import rule
from tests.statements import watched
from tests.web.conftest import wire
from tests.workers.rows import work
from tests.world import World
from web.app import create_app

NADIA, NOBODY = "nadia@lernfaden.example", "nobody@lernfaden.example"
TRIES = 30


@pytest.fixture(autouse=True)
def folder(default_settings: settings.Settings, tmp_path: Path) -> None:
    settings.use(dataclasses.replace(default_settings, data_dir=tmp_path))


@rule("A3")
async def test_the_same_is_asked_of_the_database(world: World) -> None:
    await work()
    sent = []
    for address in (NADIA, NOBODY):
        await login_email.ask(address, address, network="192.0.2.1")
        with watched() as seen:
            await work()
        sent.append(sorted(seen.statements))
    assert sent[0] == sent[1]
    assert len(mail_folder.files()) == 1
    assert [file.suffix for file in (settings.current().data_dir / "mail").iterdir()] == [".eml"]


@rule("A3")
async def test_requests_right_after_asking_do_not_tell(world: World) -> None:
    """As in the embedded form: the worker is in the process that serves.

    Shape: CPU time, which another program on the machine does not lengthen.
    """
    app = create_app()
    took: dict[str, list[float]] = {NADIA: [], NOBODY: []}
    async with httpx.AsyncClient(transport=wire(app), base_url="http://localhost:8000") as client:
        for turn in range(TRIES):
            for address in (NADIA, NOBODY)[:: 1 if turn % 2 else -1]:
                counters.forget()
                await login_email.ask(address, address, network="192.0.2.1")
                begun = time.process_time()
                await asyncio.gather(work(), *(client.get("/login") for _ in range(3)))
                took[address].append(time.process_time() - begun)
    assert 0.25 < area_under_the_curve(took[NADIA], took[NOBODY]) < 0.75


def area_under_the_curve(ones: list[float], others: list[float]) -> float:
    """How often one of these is above one of the others; a half tells nothing."""
    return sum(one > other for one in ones for other in others) / (len(ones) * len(others))
