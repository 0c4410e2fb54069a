"""One Chromium and two instances for all journeys: an empty one and one with the demo world."""

from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Browser, Playwright, async_playwright

from tests import autopush, push_service, topology
from tests.browser import webkit
from tests.browser.harness import (
    CHROMIUM,
    FIREFOX,
    Instance,
    Windows,
    installed,
    launch_chromium,
    running,
)

FAILED = pytest.StashKey[bool]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what needs a browser that is not installed; bin/test has said so."""
    there = {
        "chromium": installed(*CHROMIUM),
        "firefox": installed(*FIREFOX),
        "webkit_driver": webkit.is_installed(),
        "scaled_out": topology.is_installed(),
    }
    absent = {name for name, is_there in there.items() if not is_there}
    out = [item for item in items if absent & set(getattr(item, "fixturenames", ()))]
    config.hook.pytest_deselected(items=out)
    items[:] = [item for item in items if item not in out]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    report: pytest.TestReport = yield  # type: ignore[assignment]
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report  # type: ignore[return-value]


@pytest.fixture(scope="session")
async def playwright() -> AsyncIterator[Playwright]:
    async with async_playwright() as started:
        yield started


@pytest.fixture(scope="session")
async def chromium(playwright: Playwright) -> AsyncIterator[Browser]:
    browser = await launch_chromium(playwright)
    yield browser
    await browser.close()


@pytest.fixture(scope="session")
def webkit_driver() -> Iterator[str]:
    """WebKit is opened by this address, one window at a time."""
    with webkit.driver() as address:
        yield address


@pytest.fixture(scope="session")
def push() -> Iterator[push_service.PushService]:
    with push_service.running() as service:
        yield service


@pytest.fixture(scope="session")
def autopush_service() -> Iterator[autopush.Autopush]:
    with autopush.running() as service:
        yield service


@pytest.fixture(scope="session")
def demo(
    tmp_path_factory: pytest.TempPathFactory,
    push: push_service.PushService,
    autopush_service: autopush.Autopush,
) -> Iterator[Instance]:
    """The demo world; its server may send push to the services on this machine."""
    data = tmp_path_factory.mktemp("demo")
    with running(
        data, "--demo", push_services=f"{push.origin} {autopush_service.origin}"
    ) as instance:
        yield instance


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """Nobody is here yet."""
    with running(tmp_path_factory.mktemp("empty")) as instance:
        yield instance


@pytest.fixture
async def windows(chromium: Browser, request: pytest.FixtureRequest) -> AsyncIterator[Windows]:
    """Windows to open; whatever our scripts or our policy complained of fails the test."""
    opened = Windows(chromium, request.node.name)
    yield opened
    is_failed = request.node.stash.get(FAILED, True)
    await opened.close(is_failed)
    assert is_failed or opened.faults == []
