"""Reading a long conversation: pages come without a jump, what is found opens in its place, and the
way to the newest counts what came.
"""

from typing import Any

from playwright.async_api import Page, expect

from tests.browser.harness import Instance, Windows, enter, path_of
from tests.browser.test_conversations import bubble, field, new_words, talk, write
from tests.rules import rule
from tests.waiting import until

MESSAGES, FEW = 120, 30
LONG = "Ein langer Satz über Brüche, Dezimalzahlen und alles, was dazugehört. "
FILL = """
async ([address, said]) => {
  for (const words of said) {
    const body = new URLSearchParams({ key: crypto.randomUUID(), words });
    const headers = { Accept: "text/plain" };
    const answer = await fetch(`${address}/messages`, { method: "POST", body, headers });
    if (!answer.ok) throw new Error(await answer.text());
  }
}
"""
SCROLL = """
([from, side]) => {
  const list = document.querySelector(".talk__list");
  const box = document.querySelector("conversation-thread").box;
  box.scrollTop = side === "top" ? from : box.scrollHeight - box.clientHeight - from;
  const seen = [...list.children].find((one) => one.getBoundingClientRect().top > 100);
  return { id: seen.id, top: seen.getBoundingClientRect().top, count: list.children.length };
}
"""
TOP = "(id) => document.getElementById(id).getBoundingClientRect().top"
COUNT = "() => document.querySelector('.talk__list').children.length"


async def rossi(
    windows: Windows, demo: Instance, first: str, count: int = MESSAGES
) -> tuple[Page, Page]:
    """Dora on a phone and Jonas on a desktop, after he wrote her much. Shape: the first words."""
    jonas = await enter(windows, demo, "jonas", device="desktop")
    await talk(jonas, "Familie Rossi")
    said = [first, *(f"{at}: {LONG * (at * at % 23)}" for at in range(count))]
    await jonas.evaluate(FILL, [path_of(jonas.url), said])
    dora = await enter(windows, demo, "dora", "Dora")
    await talk(dora, "Jonas Weber")
    return dora, jonas


async def scrolled(page: Page, side: str) -> None:
    """Near an end of what is shown, whose page then comes above or below what is read."""
    before: dict[str, Any] = await page.evaluate(SCROLL, [250, side])

    async def has_come() -> bool:
        return bool(await page.evaluate(COUNT) > before["count"])

    await until(has_come)
    await page.evaluate("() => new Promise((done) => requestAnimationFrame(() => done(0)))")
    assert abs(await page.evaluate(TOP, before["id"]) - before["top"]) < 2


@rule("C5")
async def test_what_is_found_opens_in_its_place_among_older_and_newer_messages(
    windows: Windows, demo: Instance
) -> None:
    first = new_words()
    dora, jonas = await rossi(windows, demo, first)
    while await dora.locator("[data-older]").count():
        await scrolled(dora, "top")
    await expect(bubble(dora, first)).to_have_count(1)
    await expect(dora.locator(".talk__new")).to_have_count(1)
    await dora.get_by_role("link", name="Suchen").click()
    box = dora.get_by_label("Wort in diesem Chat")
    await expect(box).to_be_focused()
    await box.press_sequentially(first)
    await expect(dora.locator("mark")).to_have_count(2)
    await dora.reload()
    await expect(box).to_have_value(first)
    await dora.locator("#talk-found li a").click()
    await expect(bubble(dora, first)).to_be_in_viewport()
    await expect(bubble(dora, first)).to_be_focused()
    while await dora.locator("[data-newer]").count():
        await scrolled(dora, "bottom")
    await dora.locator(".talk__down").click()
    await expect(bubble(dora, f"{MESSAGES - 1}: ").last).to_be_in_viewport()
    await expect(dora.locator(".talk__down")).to_be_hidden()
    await dora.go_back()
    await expect(box).to_have_value(first)
    await expect(dora.locator("mark")).to_have_count(2)
    await _in_two_panes(jonas, first)
    await _counted(dora, jonas)


async def _in_two_panes(jonas: Page, first: str) -> None:
    """Results stand in the list, and the thread beside it."""
    box = jonas.get_by_label("Nachrichten durchsuchen")
    await box.fill("nirgends wo")
    await expect(jonas.get_by_text("Nichts gefunden")).to_be_visible()
    await box.fill(first)
    await jonas.locator("#talks-found li a").click()
    await expect(bubble(jonas, first)).to_be_in_viewport()
    await expect(jonas.locator("#talks-found li a")).to_have_attribute("aria-current", "true")
    await jonas.reload()
    await expect(bubble(jonas, first)).to_be_in_viewport()
    await expect(box).to_have_value(first)
    # What is written there stands at the end, where both read it.
    words = new_words()
    await write(jonas, words)
    await expect(bubble(jonas, words)).to_contain_text("Gesendet")
    await expect(bubble(jonas, words)).to_be_in_viewport()
    await expect(bubble(jonas, first)).to_have_count(0)


async def _counted(dora: Page, jonas: Page) -> None:
    await talk(dora, "Jonas Weber")
    await dora.evaluate(SCROLL, [1500, "bottom"])
    before = await dora.evaluate(SCROLL, [1500, "bottom"])
    for _ in range(2):
        await write(jonas, new_words())
    await expect(dora.get_by_role("link", name="2 neue Nachrichten")).to_be_visible()
    await expect(dora.locator(".talk__came")).to_have_text("2 neue Nachrichten")
    assert abs(await dora.evaluate(TOP, before["id"]) - before["top"]) < 2
    await dora.get_by_role("link", name="2 neue Nachrichten").click()
    await expect(field(dora)).to_be_focused()
    await expect(dora.locator(".talk__down")).to_be_hidden()


@rule("C5", "N6")
async def test_without_scripts_a_thread_opens_at_its_newest_message(
    windows: Windows, demo: Instance
) -> None:
    await rossi(windows, demo, new_words(), FEW)
    dora = await enter(windows, demo, "dora", "Dora", java_script_enabled=False)
    await dora.goto("/conversations")
    await dora.get_by_label("Nachrichten durchsuchen").fill("dezimalzahl")
    await dora.get_by_role("button", name="Suchen").click()
    await expect(dora.locator("mark").first).to_have_text("Dezimalzahlen")
    await dora.locator("#talks-found li a").last.click()
    await expect(dora.locator(".talk__one:target")).to_be_in_viewport()
    await dora.get_by_role("link", name="Zu den neuesten").click()
    await expect(bubble(dora, f"{FEW - 1}: ").last).to_be_in_viewport()
    await dora.goto("/conversations")
    await dora.get_by_role("link", name="Jonas Weber").click()
    await expect(bubble(dora, f"{FEW - 1}: ").last).to_be_in_viewport()
