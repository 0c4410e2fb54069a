"""What a device keeps of a conversation: without room, asleep, and of what is answered."""

import pytest
from playwright.async_api import Dialog, expect

from tests.browser import talking
from tests.browser.harness import Instance, Windows, enter
from tests.browser.test_conversations import bubble, field, new_words, talk, write
from tests.rules import rule
from tests.waiting import until

KEEP_UNKNOWN = """async (address) => {
  const app = document.querySelector("script[src*='js/app']").src;
  const { keepUnsent } = await import(new URL("lib/unsent.js", app));
  const [key, { profile }] = [crypto.randomUUID(), document.body.dataset];
  await keepUnsent({ key, profile, address, words: "Bis gleich", at: Date.now() });
}"""


@rule("C4")
async def test_a_device_without_room_says_so_and_leaves_the_words_in_the_field(
    windows: Windows, demo: Instance
) -> None:
    nadia = await enter(windows, demo, "nadia", "Nadia")
    await talk(nadia, "Jonas Weber")
    full = await nadia.context.new_cdp_session(nadia)
    await full.send("Storage.overrideQuotaForOrigin", {"origin": demo.address, "quotaSize": 1})
    words = new_words()
    await nadia.context.set_offline(True)
    await write(nadia, words)
    await expect(nadia.get_by_role("alert")).to_contain_text("kein Platz")
    await expect(field(nadia)).to_have_value(words)
    await expect(bubble(nadia, words)).to_have_count(0)
    # With a network it goes as it does without scripts.
    await nadia.context.set_offline(False)
    await nadia.wait_for_function("navigator.onLine")
    await nadia.get_by_role("button", name="Senden").click()
    await nadia.wait_for_url("**#end")
    await expect(bubble(nadia, words)).to_contain_text("Gesendet")
    await expect(bubble(nadia, words)).to_have_count(1)
    await expect(field(nadia)).to_have_value("")


@rule("C2")
async def test_a_page_that_slept_catches_up_in_order_and_once(
    windows: Windows, demo: Instance
) -> None:
    nadia = await enter(windows, demo, "nadia", "Nadia")
    await talk(nadia, "Jonas Weber")
    said = [new_words() for _ in range(3)]
    sleep = await nadia.context.new_cdp_session(nadia)
    await sleep.send("Page.setWebLifecycleState", {"state": "frozen"})
    await nadia.context.set_offline(True)
    for words in said:
        await talking.write(demo, words)
    await nadia.context.set_offline(False)
    await sleep.send("Page.setWebLifecycleState", {"state": "active"})
    for words in said:
        await expect(bubble(nadia, words)).to_have_count(1)
    texts = await nadia.locator(".talk__list .talk__words").all_inner_texts()
    assert [text for text in texts if text in said] == said


@rule("C3")
async def test_what_is_answered_is_still_above_the_field_after_a_reload(
    windows: Windows, demo: Instance
) -> None:
    nadia = await enter(windows, demo, "nadia", "Nadia")
    await talk(nadia, "Jonas Weber")
    asked, answer = new_words(), new_words()
    await write(nadia, asked)
    await expect(bubble(nadia, asked)).to_contain_text("Gesendet")
    await bubble(nadia, asked).locator(".talk__words").tap()
    await bubble(nadia, asked).get_by_role("link", name="Antworten").tap()
    await field(nadia).fill(answer)
    await nadia.reload()
    quoted = nadia.locator(".talk__quoted")
    await expect(quoted).to_contain_text(asked)
    await expect(field(nadia)).to_have_value(answer)
    await nadia.get_by_role("button", name="Senden").click()
    await expect(bubble(nadia, answer)).to_contain_text("Gesendet")
    await expect(bubble(nadia, answer).locator(".talk__quote")).to_contain_text(asked)
    await nadia.reload()
    await expect(bubble(nadia, answer)).to_be_visible()
    await expect(quoted).to_be_hidden()
    await expect(field(nadia)).to_have_value("")


@rule("C4")
async def test_whoever_leaves_is_asked_about_an_answer_from_a_notification_too(
    windows: Windows, demo: Instance
) -> None:
    """No page knows of it: the worker has kept it."""
    nadia = await enter(windows, demo, "nadia", "Nadia")
    await nadia.goto("/logout")
    await nadia.evaluate(KEEP_UNKNOWN, "/conversations/x/messages")
    asked = list[str]()

    async def stay(dialog: Dialog) -> None:
        asked.append(dialog.message)
        await dialog.dismiss()

    nadia.on("dialog", stay)
    await nadia.get_by_role("main").get_by_role("button", name="Ausloggen").click()
    await until(lambda: bool(asked))
    assert "noch nicht gesendet" in asked[0]


@rule("C3")
async def test_the_newest_bubble_shows_under_a_thumb_that_there_is_more(
    windows: Windows, demo: Instance
) -> None:
    nadia = await enter(windows, demo, "nadia", "Nadia")
    await talk(nadia, "Jonas Weber")
    first, last = new_words(), new_words()
    for words in (first, last):
        await write(nadia, words)
        await expect(bubble(nadia, words)).to_contain_text("Gesendet")

    async def sign(words: str) -> str:
        when = bubble(nadia, words).locator(".talk__when")
        return str(await when.evaluate("(when) => getComputedStyle(when, '::after').content"))

    assert "⋯" in await sign(last) and await sign(first) == "none"
    await bubble(nadia, last).locator(".talk__when").tap()
    await expect(bubble(nadia, last).locator(".talk__deeds")).to_have_css("opacity", "1")


@pytest.mark.parametrize("device", ["phone", "desktop"])
async def test_what_happened_is_a_link_large_enough_for_a_thumb(
    windows: Windows, demo: Instance, device: str
) -> None:
    nadia = await enter(windows, demo, "nadia", "Nadia", device=device)
    await talk(nadia, "Jonas Weber")
    links = nadia.locator(".talk__line > a")
    await expect(links.first).to_be_attached()
    heights = await links.evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44
