"""One Chromium and the instances of all journeys: an empty one, and the demo world in two forms, on
one server and scaled out.

What is marked `scaled_out` runs on both, and with --topology all that can runs there alone.
"""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Playwright, async_playwright

from tests import autopush, certificate, push_service, topology
from tests.browser import credits, webkit
from tests.browser.harness import Instance, Windows, running
from tests.browser.programs import (
    CHROMIUM,
    CHROMIUM_SHELL,
    FIREFOX,
    installed,
    launch_chromium,
    launch_firefox,
)

FAILED = pytest.StashKey[bool]()
ALONE, SCALED_OUT = "alone", "scaled_out"
TRUSTING_NOBODY = {"firefox", "webkit_driver"}
"""Browsers that cannot be told of one certificate."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Which form a test meets; on the scaled-out one all in one process, as it is many."""
    if "form" not in metafunc.fixturenames:
        return
    scaled = pytest.param(SCALED_OUT, marks=pytest.mark.xdist_group(SCALED_OUT))
    if metafunc.config.getoption("topology"):
        metafunc.parametrize("form", [scaled])
    elif metafunc.definition.get_closest_marker(SCALED_OUT):
        metafunc.parametrize("form", [ALONE, scaled])


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what needs a browser that is not installed; bin/test has said so."""
    there = {
        "chromium": installed(CHROMIUM_SHELL, *CHROMIUM),
        "whole_chromium": installed(*CHROMIUM),
        "firefox": installed(*FIREFOX),
        "webkit_driver": webkit.is_installed(),
        SCALED_OUT: topology.is_installed(),
    }
    absent = {name for name, is_there in there.items() if not is_there}
    is_scaled_out = config.getoption("topology")
    out = [
        item
        for item in items
        if absent & _needs(item) or (is_scaled_out and _is_of_one_server(item))
    ]
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
def shown(tmp_path_factory: pytest.TempPathFactory) -> certificate.Certificate:
    """What the scaled-out form shows."""
    return certificate.make(tmp_path_factory.mktemp("certificate"))


@pytest.fixture(scope="session")
def chromium_words(shown: certificate.Certificate) -> tuple[str, ...]:
    """It takes this one certificate."""
    return (f"--ignore-certificate-errors-spki-list={shown.key_hash}",)


@pytest.fixture(scope="session")
async def chromium(
    playwright: Playwright, chromium_words: tuple[str, ...]
) -> AsyncIterator[Browser]:
    """Its engine alone, where that is installed; see whole_chromium."""
    browser = await launch_chromium(playwright, *chromium_words, program=installed(CHROMIUM_SHELL))
    yield browser
    await browser.close()


@pytest.fixture(scope="session")
async def whole_chromium(
    playwright: Playwright, chromium_words: tuple[str, ...]
) -> AsyncIterator[Browser]:
    """As people have it, for what its engine alone does not do: install an app, take push, and
    survive a worker that forgets, as it does once somebody logs out or is another profile.
    """
    browser = await launch_chromium(playwright, *chromium_words)
    yield browser
    await browser.close()


@pytest.fixture(scope="session")
def webkit_downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where WebKit saves what is downloaded."""
    return tmp_path_factory.mktemp("webkit")


@pytest.fixture(scope="session")
def webkit_driver(webkit_downloads: Path) -> Iterator[str]:
    """WebKit is opened by this address, one window at a time."""
    with webkit.driver(webkit_downloads) as address:
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
async def firefox(
    playwright: Playwright, autopush_service: autopush.Autopush
) -> AsyncIterator[Browser]:
    browser = await launch_firefox(playwright, autopush_service.socket)
    yield browser
    await browser.close()


@pytest.fixture(scope="session")
def push_services(push: push_service.PushService, autopush_service: autopush.Autopush) -> str:
    """To which services on this machine an instance may send push."""
    return f"{push.origin} {autopush_service.origin}"


@pytest.fixture(scope="session")
def demo_alone(tmp_path_factory: pytest.TempPathFactory, push_services: str) -> Iterator[Instance]:
    data = tmp_path_factory.mktemp("demo")
    with running(data, "--demo", push_services=push_services) as instance:
        yield credits.grant(instance)


@pytest.fixture(scope="session")
def empty_alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    with running(tmp_path_factory.mktemp("empty")) as instance:
        yield instance


@pytest.fixture(scope="session")
def scaled_out(
    tmp_path_factory: pytest.TempPathFactory, push_services: str, shown: certificate.Certificate
) -> Iterator[Instance]:
    """The demo world, where each request may meet another process."""
    folder = tmp_path_factory.mktemp("topology")
    with topology.running(folder, "--demo", shown=shown, push_services=push_services) as here:
        yield credits.grant(Instance(here.address, here.data))


@pytest.fixture
def form() -> str:
    """ALONE or SCALED_OUT."""
    return ALONE


@pytest.fixture
def demo(form: str, request: pytest.FixtureRequest) -> Instance:
    """The demo world; its server may send push to the services on this machine."""
    instance: Instance = request.getfixturevalue(SCALED_OUT if form == SCALED_OUT else "demo_alone")
    return instance


@pytest.fixture
def empty(form: str, request: pytest.FixtureRequest) -> Instance:
    """Nobody is here yet; on the scaled-out form only the demo world, whom nobody here knows."""
    instance: Instance = request.getfixturevalue(
        SCALED_OUT if form == SCALED_OUT else "empty_alone"
    )
    return instance


@pytest.fixture
async def windows(chromium: Browser, request: pytest.FixtureRequest) -> AsyncIterator[Windows]:
    """Windows to open, of whole_chromium for a test that asks for it; whatever our scripts or our
    policy complained of fails the test.
    """
    is_whole = "whole_chromium" in request.fixturenames
    browser = request.getfixturevalue("whole_chromium") if is_whole else chromium
    is_moving = request.node.get_closest_marker("moving") is not None
    opened = Windows(browser, request.node.name, is_moving)
    yield opened
    is_failed = request.node.stash.get(FAILED, True)
    await opened.close(is_failed)
    assert is_failed or opened.faults == []


def _needs(item: pytest.Item) -> set[str]:
    return {*getattr(item, "fixturenames", ()), _form(item)}


def _is_of_one_server(item: pytest.Item) -> bool:
    """Whether it is a browser test that cannot run scaled out."""
    can_be = _form(item) == SCALED_OUT and not TRUSTING_NOBODY & _needs(item)
    return item.path.is_relative_to(Path(__file__).parent) and not can_be


def _form(item: pytest.Item) -> str:
    callspec = getattr(item, "callspec", None)
    return str(callspec.params.get("form", ALONE)) if callspec else ALONE
