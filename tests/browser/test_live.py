"""Open pages: each part is drawn anew when what it shows has changed, and no other."""

import pytest
from playwright.async_api import Page, Request, expect

from tests.browser.harness import Instance, Windows, after, enter, log_in, path_of, waiting
from tests.browser.proposing import proposed
from tests.rules import rule

pytestmark = pytest.mark.moving

HOUR_MS = 60 * 60 * 1000


def asked_by(page: Page) -> list[str]:
    """The addresses that a page asks for from now on, but for its stream and files."""
    asked: list[str] = []

    def hear(request: Request) -> None:
        path = path_of(request.url)
        if not path.startswith(("/static/", "/notifications/stream")):
            asked.append(path)

    page.on("request", hear)
    return asked


def is_stream(request: Request) -> bool:
    return path_of(request.url) == "/notifications/stream"


async def count(page: Page) -> int:
    """What the bell says."""
    return int(await page.locator("app-badge").get_attribute("count") or 0)


@pytest.mark.scaled_out
@rule("N1")
async def test_opening_what_is_told_ends_it_on_the_other_device(
    windows: Windows, demo: Instance
) -> None:
    phone, laptop = [await windows.open(demo, size) for size in ("phone", "desktop")]
    for page in (phone, laptop):
        await log_in(page, "nadia", "Nadia")
    # Where nothing is told of, so that being there ends no news.
    await laptop.goto("/help")
    before = await count(laptop)
    await proposed(demo, after(days=30))
    await expect(laptop.locator("app-badge")).to_have_attribute("count", str(before + 1))
    await phone.goto("/notifications")
    asked = asked_by(laptop)
    await phone.locator(".told__one--new a").first.click()
    await phone.wait_for_url("**/sessions/*")
    for page in (laptop, phone):
        await expect(page.locator("app-badge")).to_have_attribute("count", str(before))
    assert set(asked) == {"/notifications/bell"}


@rule("N1")
async def test_only_what_has_changed_is_drawn_anew(windows: Windows, demo: Instance) -> None:
    page = await enter(windows, demo, "nadia", "Nadia", device="desktop")
    await page.goto("/notifications")
    shown = page.locator(".told__one")
    before = await shown.first.get_attribute("id")
    # The first that was read stands beside, and is a session of the same family.
    await expect(page.locator("#detail h1")).to_be_visible()
    beside = path_of(await page.locator("#detail").get_attribute("data-address") or "")
    asked = asked_by(page)
    await proposed(demo, after(days=31))
    await expect(shown.first).not_to_have_attribute("id", before or "")
    assert set(asked) <= {"/notifications", "/notifications/bell", "/sessions/offline", beside}


async def test_a_window_whose_stream_rests_listens_once_somebody_turns_to_it(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "nadia", "Nadia", device="desktop")
    await page.route(
        "**/notifications/stream*",
        lambda route: route.fulfill(content_type="text/event-stream", body="retry: 60000\n\n"),
    )
    async with page.expect_event("requestfinished", is_stream):
        await page.goto("/providers")
    async with page.expect_request(is_stream):
        await page.evaluate("dispatchEvent(new Event('focus'))")


@rule("S8")
async def test_what_confirming_means_turns_when_the_free_limit_passes(
    windows: Windows, demo: Instance
) -> None:
    [path] = await proposed(demo, after(days=20, hours=5))
    page = await windows.open(demo)
    await page.clock.install()
    await log_in(page, "nadia", "Nadia")
    await page.goto("/sessions")
    said = page.locator(f".card--waiting:has(a[href='{path}']) .card__binding")
    await expect(said).to_contain_text("Kostenfrei absagen bis")
    await page.clock.fast_forward(450 * HOUR_MS)
    await expect(said).to_contain_text("Kostenfrei absagen bis")
    # The server's own clock has not come so far.
    await page.route("**/sessions", lambda route: route.abort())
    await page.clock.fast_forward(40 * HOUR_MS)
    await expect(said).to_have_text("Ab jetzt verbindlich: kostenfrei absagen geht nicht mehr")
    await page.unroute("**/sessions")
    async with page.expect_response(lambda answer: path_of(answer.url) == "/sessions"):
        await page.clock.run_for(60_000)


@rule("N4")
async def test_a_part_that_cannot_renew_itself_now_disturbs_nobody(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "nadia", "Nadia")
    await page.goto("/sessions")
    await page.context.route("**/sessions", lambda route: route.abort())
    async with (
        page.expect_request_finished(lambda asked: path_of(asked.url) == "/notifications/bell"),
        page.expect_event("requestfailed", lambda asked: path_of(asked.url) == "/sessions"),
    ):
        await proposed(demo, after(days=44))
    await page.context.unroute("**/sessions")
    starts = after(days=45)
    await proposed(demo, starts)
    await expect(waiting(page, starts)).to_be_visible()
    await expect(page.locator("#notice")).not_to_contain_text("Keine Verbindung")


@rule("N7")
async def test_every_page_follows_what_the_same_profile_does_elsewhere(
    windows: Windows, demo: Instance
) -> None:
    """Also one that is looked at again; what is typed, what has the focus and the place stay."""
    page = await enter(windows, demo, "jonas", device="desktop")
    other = await enter(windows, demo, "jonas")
    services, invitations = page, await page.context.new_page()
    await services.goto("/services")
    await invitations.goto("/invitations")
    shown = await invitations.locator("#invitations li").count()
    await other.goto("/services/new")
    await other.get_by_label("Name").fill("Tafelbilder")
    await other.get_by_role("button", name="Speichern").click()
    made = services.get_by_role("link", name="Tafelbilder 60")
    address = await made.get_attribute("href")
    await services.goto(f"{address}/retirement")
    await other.goto(str(address))
    await other.get_by_label("Name").fill("Tafelbild")
    await other.get_by_role("button", name="Speichern").click()
    await expect(services.locator("#title")).to_have_text("Tafelbild")
    await expect(services).to_have_title("Tafelbild · Lernfaden")
    await other.goto("/invitations/new")
    await other.get_by_role("button", name="Einladung erstellen").click()
    await expect(invitations.locator("#invitations li")).to_have_count(shown + 1)
    await page.goto("/settings/profile")
    name = page.get_by_label("Name")
    await name.fill("Jonas W")
    await page.get_by_role("button", name="Speichern").focus()
    await other.goto("/settings/profile")
    await other.get_by_role("radio", name="Blau").check(force=True)
    asked = asked_by(page)
    await other.get_by_role("button", name="Speichern").click()
    await expect(other.locator("#notice")).to_contain_text("Gespeichert.")
    await expect(page.locator(".top__who .avatar")).to_have_attribute("data-colour", "5")
    await expect(name).to_have_value("Jonas W")
    await expect(page.get_by_role("button", name="Speichern")).to_be_focused()
    assert "/settings/profile" not in asked


@rule("S1", "N1")
async def test_a_question_stays_what_it_was_until_it_is_answered(
    windows: Windows, demo: Instance
) -> None:
    """The educator is about to take back what a guardian confirms at that moment."""
    jonas = await enter(windows, demo, "jonas", device="desktop")
    nadia = await enter(windows, demo, "nadia", "Nadia")
    [address] = await proposed(demo, after(days=43))
    await jonas.goto(f"{address}/cancellation")
    asked = jonas.get_by_role("heading", name="Vorschlag zurücknehmen?", level=2)
    await expect(asked).to_be_visible()
    await nadia.goto(f"{address}")
    await nadia.get_by_role("main").get_by_role("button", name="Bestätigen").click()
    await expect(nadia.get_by_text("Bestätigt! Die Session steht.")).to_be_visible()
    await expect(jonas.locator("app-badge")).to_be_attached()
    await jonas.wait_for_timeout(2_500)
    await expect(asked).to_be_visible()
    await jonas.get_by_role("main").get_by_role("button", name="Vorschlag zurücknehmen").click()
    await expect(jonas.get_by_text("Inzwischen gilt etwas anderes.")).to_be_visible()
    await nadia.reload()
    await expect(nadia.get_by_text("Bestätigt.").first).to_be_visible()
