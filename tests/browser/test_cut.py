"""A network that is cut while the browser still calls itself online."""

from playwright.async_api import Route, expect

from tests.browser import journey
from tests.browser.harness import Instance, Windows, after, enter, path_of, waiting
from tests.browser.network import network
from tests.browser.proposing import proposed
from tests.rules import rule


@rule("B2", "N4")
async def test_a_network_cut_unnoticed_loses_nothing_that_was_typed(
    windows: Windows, demo: Instance
) -> None:
    jonas = await enter(windows, demo, "jonas", device="desktop")
    path = path_of(await journey.invite(jonas))
    async with network(demo) as between:
        page = await windows.open(Instance(between.address, demo.data))
        await page.goto(path)
        await page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        await page.get_by_label("Name", exact=True).fill("Ada Quell")
        await page.get_by_label("E-Mail-Adresse").fill("ada@familie.example")
        await page.get_by_label("Vorname des Kindes").fill("Lou")
        await between.cut()
        connect = page.get_by_role("button", name="Verbinden")
        await connect.tap()
        await expect(page.locator("#notice")).to_have_text("Nicht verbunden: keine Verbindung.")
        await expect(page.get_by_label("Vorname des Kindes")).to_have_value("Lou")
        await between.mend()
        await connect.tap()
        await page.wait_for_url("**/sessions")


@rule("N4")
async def test_an_answer_that_is_lost_is_not_called_unsent(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "nadia", "Nadia")
    await page.goto("/settings/profile")
    await page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    await page.context.route("**/settings/profile", lose_answer)
    await page.get_by_role("button", name="Speichern").tap()
    await expect(page.get_by_role("heading", name="Keine Antwort")).to_be_visible()


@rule("N4", "S3")
async def test_a_confirmation_whose_answer_is_lost_is_not_called_undone(
    windows: Windows, demo: Instance
) -> None:
    starts = after(days=18, hours=4)
    await proposed(demo, starts)
    page = await enter(windows, demo, "nadia", "Nadia")
    await page.goto("/sessions")
    await page.context.route("**/confirmation", lose_answer)
    await waiting(page, starts).get_by_role("button", name="Bestätigen").tap()
    await expect(page.locator("#notice")).to_contain_text("nachsehen, ob es geschehen ist")


async def lose_answer(route: Route) -> None:
    """The server does what it is asked, and nobody hears of it."""
    if route.request.method == "POST":
        await route.fetch(max_redirects=0)
        await route.abort()
    else:
        await route.continue_()
