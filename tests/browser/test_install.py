"""Installing the app."""

import struct

import pytest
from playwright.async_api import expect

from tests.browser.harness import Instance, Windows, enter, log_in, log_in_here, shifted
from tests.rules import rule
from tests.waiting import until


@pytest.mark.usefixtures("whole_chromium")
@rule("N3")
async def test_chromium_finds_nothing_against_installing(windows: Windows, demo: Instance) -> None:
    page = await enter(windows, demo, "nadia", "Nadia")
    session = await page.context.new_cdp_session(page)
    found = await session.send("Page.getInstallabilityErrors")
    # A window of a test keeps nothing, which is the only thing that may speak against it.
    errors = [error["errorId"] for error in found["installabilityErrors"]]
    assert [error for error in errors if error != "in-incognito"] == []
    assert (await session.send("Page.getAppManifest"))["errors"] == []
    assert (await session.send("Page.getAppId"))["appId"] == f"{demo.address}/"


@rule("N3")
async def test_what_the_manifest_names_is_there(windows: Windows, demo: Instance) -> None:
    page = await windows.open(demo, "phone")
    manifest = await (await page.context.request.get("/manifest.webmanifest")).json()
    pictures = [*manifest["icons"], *manifest["screenshots"]]
    pictures += [icon for shortcut in manifest["shortcuts"] for icon in shortcut["icons"]]
    assert {one.get("form_factor") for one in manifest["screenshots"]} == {"narrow", "wide"}
    for picture in pictures:
        answer = await page.context.request.get(picture["src"])
        assert answer.status == 200, picture
        width, height = struct.unpack(">II", (await answer.body())[16:24])
        assert picture["sizes"] == f"{width}x{height}"
    for address in [manifest["start_url"], *(one["url"] for one in manifest["shortcuts"])]:
        assert (await page.context.request.get(address)).status == 200


@rule("N3")
@pytest.mark.parametrize("device", ["phone", "desktop"])
async def test_nothing_jumps_where_the_app_is_offered_or_a_list_comes_beside_a_detail(
    windows: Windows, demo: Instance, device: str
) -> None:
    page = await enter(windows, demo, "nadia", "Nadia", device=device)
    await page.goto("/sessions")
    session = await page.locator("ol.thread a.card").first.get_attribute("href")
    for address, there in (
        ("/settings/app", "push-toggle[state]"),
        (str(session), "#list h1" if device == "desktop" else "#detail h1"),
    ):
        await page.goto(address)
        await expect(page.locator(there)).to_be_visible()
        assert await shifted(page) < 0.01, address


@rule("N1", "N3")
async def test_where_no_worker_starts_it_is_said_that_mails_come(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "mila", service_workers="block")
    await page.goto("/settings/app")
    await expect(page.get_by_text("Dieser Browser zeigt keine Mitteilungen.")).to_be_visible()


STUBS = """
navigator.share = async ({ text }) => { window.shared = text; };
navigator.setAppBadge = async (count) => { window.badge = count; };
"""


@rule("N3", "A6")
async def test_a_device_shares_an_invitation_its_own_way_and_counts_news_on_the_icon(
    windows: Windows, demo: Instance
) -> None:
    page = await windows.open(demo)
    await page.add_init_script(STUBS)
    await log_in(page, "jonas")
    unread = int(await page.locator("app-badge").get_attribute("count") or 0)
    assert unread > 0
    await until(lambda: page.evaluate(f"window.badge === {unread}"))
    await page.goto("/invitations/new")
    await page.get_by_role("button", name="Einladung erstellen").click()
    link = await page.get_by_label("Einladungslink").input_value()
    await page.get_by_role("button", name="Teilen").click()
    assert link in await page.evaluate("window.shared")


async def test_the_first_page_by_way_of_the_worker_comes_without_an_error(
    windows: Windows, demo: Instance
) -> None:
    errors: list[str] = []
    # The worker may start before or after: in several windows it once does in between.
    for _ in range(5):
        page = await windows.open(demo, traced=False)
        page.context.on("weberror", lambda fault: errors.append(str(fault.error)))
        await page.goto("/login")
        await log_in_here(page, "nadia")
        await expect(page.get_by_role("heading", name="Wer bist du?")).to_be_visible()
    assert errors == []
