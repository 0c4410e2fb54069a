"""The main path on the scaled-out form: each request may meet another web process."""

from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Browser, Playwright, expect

from tests import topology
from tests.browser import journey
from tests.browser.harness import Instance, Windows, after, launch_chromium, log_in, waiting
from tests.browser.harness import propose as put_in
from tests.rules import rule
from tests.topology import Topology


@pytest.fixture(scope="module")
def scaled_out(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Topology]:
    with topology.running(tmp_path_factory.mktemp("topology"), "--demo") as here:
        yield here


@pytest.fixture(scope="module")
async def trusting(playwright: Playwright, scaled_out: Topology) -> AsyncIterator[Browser]:
    """A Chromium that takes this one certificate."""
    key = f"--ignore-certificate-errors-spki-list={scaled_out.key_hash}"
    browser = await launch_chromium(playwright, key)
    yield browser
    await browser.close()


@pytest.fixture
async def instance(windows: Windows, trusting: Browser, scaled_out: Topology) -> Instance:
    windows.browser = trusting
    return Instance(scaled_out.address, scaled_out.data)


@rule("B2", "S3", "S8", "K2", "N6")
async def test_a_tutor_and_a_family_come_and_agree_there_too(
    windows: Windows, instance: Instance
) -> None:
    tutor = await windows.open(instance, "desktop")
    family = await windows.open(instance, "phone")
    robin, kim = "robin@familie.example", "kim@familie.example"
    await journey.start_as_provider(tutor, robin)
    await journey.prove_address(tutor, instance, robin)
    await journey.add_service(tutor)
    await journey.connect(family, await journey.invite(tutor), kim)
    await journey.grant(tutor, 5)
    session = await journey.propose_and_confirm(tutor, family, after(hours=30))
    await journey.balance(family, free=4, held=1)
    await journey.open_cancellation(family, session)
    await family.get_by_role("button", name="Session absagen").click()
    await expect(family.get_by_role("main")).to_contain_text("Abgesagt")
    await journey.balance(family, free=5, held=0)


@rule("N1", "N5")
async def test_what_one_process_writes_stands_on_a_page_that_another_serves(
    windows: Windows, instance: Instance
) -> None:
    nadia = await windows.open(instance, "phone")
    await log_in(nadia, "nadia", "Nadia")
    jonas = await windows.open(instance, "tablet")
    await log_in(jonas, "jonas")
    starts = after(days=19)
    await put_in(jonas, starts, learner="Mila")
    await expect(waiting(nadia, starts)).to_be_visible()
