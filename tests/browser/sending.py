"""Forms are filled and sent, and whoever does so waits for what comes of it."""

from playwright.async_api import Locator, Page, expect


async def fill(page: Page, *times: tuple[str, str]) -> None:
    """Types days and starts where a form asks for one or several."""
    for number, (day, start) in enumerate(times, 1):
        end = "" if number == 1 else f"_{number}"
        await page.locator(f"#date{end}").fill(day)
        await page.locator(f"#start{end}").fill(start)


async def send(page: Page, within: str) -> None:
    """Presses the form's one large button."""
    await press(page.locator(f"{within} form .button--main").last)


async def press(button: Locator) -> None:
    """And waits for what comes of it, a page that it leads to as well.

    Choice: of its own form, for a page that was opened says by itself that its news is read.
    """
    page, action = button.page, await button.evaluate("(button) => button.form.action")
    async with page.expect_response(
        lambda answer: answer.request.method == "POST" and answer.url == action
    ) as sent:
        await button.click()
    headers = await (await sent.value).all_headers()
    await expect(page.get_by_role("dialog")).to_be_hidden()
    if leads_to := headers.get("hx-redirect") or headers.get("location"):
        await page.wait_for_url(f"**{leads_to}")
    await page.wait_for_load_state("load")
