"""The notice lies over the page, and over nothing on it that is wanted now."""

import pytest
from playwright.async_api import Locator, expect

from tests.browser.harness import Instance, Windows, after, enter, log_in
from tests.browser.proposing import proposed
from tests.rules import rule
from tests.waiting import until


async def is_over(one: Locator, other: Locator) -> bool:
    first, second = await one.bounding_box(), await other.bounding_box()
    assert first and second
    is_beside = (
        first["x"] >= second["x"] + second["width"] or second["x"] >= first["x"] + first["width"]
    )
    is_apart = (
        first["y"] >= second["y"] + second["height"] or second["y"] >= first["y"] + first["height"]
    )
    return not (is_beside or is_apart)


async def are_apart(one: Locator, other: Locator) -> bool:
    return not await is_over(one, other)


# The last is a phone at 200 %.
@rule("N7", "S1")
@pytest.mark.parametrize("size", [(390, 844), (320, 568), (195, 422)])
async def test_the_notice_never_covers_the_way_back(
    windows: Windows, demo: Instance, size: tuple[int, int]
) -> None:
    [path] = await proposed(demo, after(days=21, hours=size[0] // 65))
    page = await windows.open(demo)
    await page.set_viewport_size({"width": size[0], "height": size[1]})
    await page.clock.install()
    await log_in(page, "nadia", "Nadia")
    await page.goto("/sessions")
    card = page.locator(f".card--waiting:has(a[href='{path}'])")
    confirm = card.get_by_role("button", name="Bestätigen")
    # As low as it can stand above the tabs.
    await confirm.evaluate(
        "(button) => scrollBy(0, button.getBoundingClientRect().bottom"
        " - document.querySelector('.tabs').getBoundingClientRect().top + 12)"
    )
    await confirm.click()
    notice = page.locator("#notice .notice")
    await expect(notice).to_contain_text("Bestätigt! Die Session steht.")
    undo = card.get_by_role("button", name="Rückgängig")
    await expect(undo).to_be_visible()
    await until(lambda: are_apart(notice, undo))
    # At 200 % it stands where "Bestätigen" stood: there a tap is a second one for as long as this.
    await page.clock.fast_forward(700)
    await undo.tap()
    await expect(notice).to_contain_text("Zurückgenommen.")
    await expect(confirm).to_be_visible()


COVERED = """() => {
  const notice = document.querySelector("#notice");
  const controls = document.querySelectorAll("#detail :is(a, button), .top a, .tabs a");
  return [...controls].filter((control) => {
    const { left, right, top, bottom, width } = control.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    return width && notice.contains(document.elementFromPoint(x, y));
  }).map((control) => control.outerHTML.slice(0, 90));
}"""


@rule("N7")
@pytest.mark.parametrize("device", ["phone", "desktop"])
async def test_the_page_ends_where_the_notice_begins(
    windows: Windows, demo: Instance, device: str
) -> None:
    page = await enter(windows, demo, "jonas", device=device)
    notice = page.locator("#notice .notice")
    save = page.get_by_role("button", name="Speichern")
    await page.goto("/services/new")
    await page.get_by_label("Name").fill(f"Chemie am {device}")
    await save.click()
    await expect(notice).to_contain_text("Die Leistung ist angelegt.")
    assert await page.evaluate(COVERED) == []
    await page.goto("/settings/notifications")
    await save.click()
    await expect(notice).to_contain_text("Gespeichert.")
    await save.scroll_into_view_if_needed()
    assert not await is_over(notice, save)
    assert not await is_over(notice, page.locator(".tabs__list"))


@rule("N7", "N4")
async def test_the_notice_leaves_by_itself_and_what_went_wrong_stays_until_it_is_closed(
    windows: Windows, demo: Instance
) -> None:
    page = await windows.open(demo)
    await page.clock.install()
    await log_in(page, "nadia", "Nadia")
    await page.goto("/settings/profile")
    await page.get_by_role("button", name="Speichern").click()
    notice = page.locator("#notice .notice")
    await expect(notice).to_contain_text("Gespeichert.")
    await page.clock.run_for(4_000)
    await expect(notice).to_be_visible()
    await page.clock.run_for(2_000)
    await expect(notice).to_have_count(0)
    await page.goto("/settings/profile")
    await page.context.set_offline(True)
    await page.get_by_role("button", name="Speichern").press("Enter")
    await expect(notice).to_contain_text("Nicht gespeichert: keine Verbindung.")
    await page.clock.run_for(60_000)
    closing = notice.get_by_role("button", name="Schließen")
    await closing.press("Enter")
    await expect(notice).to_have_count(0)
    await expect(page.get_by_role("button", name="Speichern")).to_be_focused()


@rule("N7")
async def test_what_a_sheet_has_said_does_not_lie_over_the_tabs_once_it_is_closed(
    windows: Windows, demo: Instance
) -> None:
    [path] = await proposed(demo, after(days=61))
    page = await enter(windows, demo, "nadia", "Nadia")
    await page.goto(path)
    await page.get_by_role("link", name="Passt nicht").click()
    sheet, notice = page.get_by_role("dialog"), page.locator("#notice .notice")
    decline = sheet.get_by_role("button", name="Passt nicht")
    await expect(decline).to_be_visible()
    await page.context.set_offline(True)
    await decline.click()
    await expect(notice).to_contain_text("keine Verbindung")
    assert await is_over(notice, page.locator(".tabs__list"))
    await page.keyboard.press("Escape")
    await expect(sheet).to_be_hidden()

    async def is_above_the_tabs() -> bool:
        return not await is_over(notice, page.locator(".tabs__list"))

    await until(is_above_the_tabs)


@rule("N7")
async def test_the_notice_is_announced_once_however_often_the_page_renews_itself(
    windows: Windows, demo: Instance
) -> None:
    page = await windows.open(demo)
    await log_in(page, "nadia", "Nadia")
    await page.goto("/sessions")
    raised = await page.evaluate(
        """async () => {
          let raised = 0;
          const box = document.getElementById("notice");
          box.addEventListener("toggle", ({ newState }) => (raised += newState === "open"));
          box.append(Object.assign(document.createElement("div"), { className: "notice" }));
          for (let times = 0; times < 3; times += 1) {
            document.dispatchEvent(new CustomEvent("htmx:after:swap", { detail: { ctx: {} } }));
            await new Promise((resolve) => setTimeout(resolve, 50));
          }
          return raised;
        }"""
    )
    assert raised == 1
