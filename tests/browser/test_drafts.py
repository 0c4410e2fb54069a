"""What is typed or chosen and not sent is there again, until it was sent or thrown away."""

import asyncio

import pytest
from playwright.async_api import Page, Route, expect

from tests.browser.harness import PASSWORD, Instance, Windows, after, choose, enter
from tests.rules import rule
from tests.waiting import until

AGAIN = "Noch nicht gesendet."
KEPT = "() => Object.keys(localStorage).filter((key) => key.startsWith('draft ')).length"


async def has_come_back(page: Page) -> None:
    await expect(page.get_by_text(AGAIN)).to_be_visible()


async def is_new(page: Page) -> None:
    """Whether what is kept was looked for. Choice: it is once the script has come."""
    await page.wait_for_load_state("networkidle")
    await expect(page.get_by_text(AGAIN)).to_have_count(0)


@rule("N4")
async def test_a_service_that_was_not_saved_is_typed_once(windows: Windows, demo: Instance) -> None:
    page = await enter(windows, demo, "jonas")
    name, credits = page.get_by_label("Name", exact=True), page.get_by_label("Credits")
    await page.goto("/services/new")
    await name.fill("Geige")
    await until(lambda: page.evaluate(f"({KEPT})() === 1"))
    await page.goto("/help")
    await page.goto("/services/new")
    await has_come_back(page)
    await expect(name).to_have_value("Geige")

    await page.get_by_role("button", name="Verwerfen").click()
    await expect(name).to_have_value("")
    await page.reload()
    await is_new(page)

    await name.fill("Geige")
    await page.get_by_label("Dauer").fill("3000")
    await page.evaluate("document.querySelector('form.form').noValidate = true")
    await page.get_by_role("button", name="Speichern").click()
    await expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    await expect(name).to_have_value("Geige")
    await credits.fill("1")
    await page.goto("/services/new")
    await has_come_back(page)
    await expect(credits).to_have_value("1")
    await page.get_by_label("Dauer").fill("45")
    await page.get_by_role("button", name="Speichern").click()
    await page.wait_for_url("**/services")
    assert await page.evaluate(KEPT) == 0
    await page.goto("/services/new")
    await is_new(page)
    await expect(name).to_have_value("")


@rule("N4")
async def test_what_is_typed_before_the_scripts_have_come_is_kept_as_well(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "jonas")
    typed = asyncio.Event()

    async def late(route: Route) -> None:
        await typed.wait()
        await route.continue_()

    await page.context.route("**/lib/drafts.js", late)
    await page.goto("/services/new", wait_until="domcontentloaded")
    await page.get_by_label("Name", exact=True).fill("Gambe")
    typed.set()
    await until(lambda: page.evaluate(f"({KEPT})() === 1"))
    await page.goto("/services/new")
    await has_come_back(page)
    await expect(page.get_by_label("Name", exact=True)).to_have_value("Gambe")
    await page.get_by_role("button", name="Verwerfen").click()


@rule("N4", "S2")
async def test_a_session_that_was_not_put_in_is_as_it_was_chosen(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "jonas", device="desktop")
    day, start = after(days=32)
    await page.goto("/sessions/new")
    await page.get_by_label("Nachricht").fill("Für ein Kind, das noch nicht gewählt ist")
    async with page.expect_response("**/sessions/new?*"):
        await page.reload()
    await has_come_back(page)
    assert await page.evaluate("document.activeElement.name") != "learner"
    async with page.expect_response("**/sessions/new?*"):
        await page.get_by_role("link", name="Mehrere zur Wahl").click()
    async with page.expect_response("**/sessions/new?*"):
        await page.get_by_label("Kind", exact=True).select_option(label="Mila")
    await page.locator("[name=date]").fill(day)
    await page.locator("[name=start]").fill(start)
    await page.get_by_label("Nachricht").fill("Bring das rote Heft mit.")
    await page.reload()
    await has_come_back(page)
    await expect(page.locator("[name=start_2]")).to_be_visible()
    await expect(page.locator("[name=date]")).to_have_value(day)
    chosen = page.get_by_label("Kind", exact=True).locator("option:checked")
    await expect(chosen).to_have_text("Mila")
    message = page.get_by_label("Nachricht")
    await expect(message).to_have_value("Bring das rote Heft mit.")

    other = after(days=33)[0]
    await page.goto(f"/sessions/new?date={other}")
    await expect(message).to_have_value("Bring das rote Heft mit.")
    await expect(page.locator("[name=date]")).to_have_value(other)
    emil = page.get_by_label("Kind", exact=True).locator("option", has_text="Emil").first
    await page.goto(f"/sessions/new?like={await emil.get_attribute('value')}")
    await is_new(page)
    await expect(message).to_have_value("")


@pytest.mark.usefixtures("whole_chromium")
@rule("N4")
async def test_nothing_typed_outlives_its_profile_and_no_secret_a_page(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "nadia", "Nadia")
    await page.goto("/settings/password")
    await page.locator("[name=password]").fill(PASSWORD)
    await page.wait_for_load_state("networkidle")
    await page.reload()
    assert await page.evaluate(KEPT) == 0
    await page.goto("/settings/family")
    name = page.get_by_label("Name", exact=True).last
    await name.fill("Lotte")
    await page.reload()
    await has_come_back(page)
    await expect(name).to_have_value("Lotte")
    await page.goto("/profiles")
    await choose(page, "Tom")
    assert await page.evaluate(KEPT) == 0
    await page.goto("/profiles")
    await choose(page, "Nadia")
    await page.goto("/settings/family")
    await is_new(page)
