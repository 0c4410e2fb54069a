"""What a first and a repeated visit may cost a phone: bytes and requests."""

import asyncio
import sys

from playwright.async_api import Browser

from tests.source import ROOT


async def test_a_visit_to_the_list_costs_no_more_than_it_may(chromium: Browser) -> None:
    """In a process of its own, for it fills a database; the aims stand in tests/bench."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bench", "e"),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await process.communicate()
    assert process.returncode == 0, output.decode()
