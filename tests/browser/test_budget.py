"""What a first and a repeated visit may cost a phone, and what Lighthouse says where it is."""

import asyncio
import sys

import pytest
from playwright.async_api import Browser

from tests.bench import audits
from tests.source import ROOT

LONG = pytest.mark.timeout(1800)
PARTS = ["e", *([pytest.param("h", marks=LONG)] if audits.lighthouse() else [])]


@pytest.mark.parametrize("part", PARTS)
async def test_pages_cost_no_more_than_they_may(chromium: Browser, part: str) -> None:
    """In a process of its own, for it fills a database; the aims stand in tests/bench."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bench", part),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await process.communicate()
    assert process.returncode == 0, output.decode()
