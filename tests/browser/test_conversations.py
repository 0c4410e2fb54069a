"""A conversation in two browsers: live, through a cut network, asked for before it is lost."""

from uuid import uuid4

import pytest
from playwright.async_api import Dialog, FilePayload, Locator, Page, Route, expect

from tests.browser.harness import Instance, Windows, after, enter
from tests.browser.network import network
from tests.browser.proposing import proposed
from tests.rules import rule
from tests.waiting import until

SETTLED_MS = 1_000
UNIQUE = "all => new Set(all.map(({ id }) => id)).size === all.length"


async def talk(page: Page, whom: str) -> None:
    await page.goto("/conversations")
    await page.get_by_role("link", name=whom).click()
    await expect(field(page)).to_be_visible()
    await page.evaluate("customElements.whenDefined('conversation-thread').then(() => true)")


async def both(windows: Windows, demo: Instance) -> tuple[Page, Page]:
    """Nadia on a phone and Jonas beside his list, in what they write to each other."""
    nadia = await enter(windows, demo, "nadia", "Nadia")
    jonas = await enter(windows, demo, "jonas", device="desktop")
    await talk(nadia, "Jonas Weber")
    await talk(jonas, "Familie Kaya")
    return nadia, jonas


def field(page: Page) -> Locator:
    return page.get_by_label("Nachricht", exact=True)


def bubble(page: Page, words: str) -> Locator:
    return page.locator(".talk__list .talk__one", has_text=words)


def new_words() -> str:
    return f"Wort {uuid4().hex[:8]}"


async def write(page: Page, words: str) -> None:
    await field(page).fill(words)
    await page.get_by_role("button", name="Senden").click()


async def all_sent(page: Page) -> bool:
    return await page.evaluate("localStorage.getItem('unsent')") is None


@pytest.mark.scaled_out
@rule("C1", "C2")
async def test_a_message_stands_on_the_other_side_at_once_and_is_seen(
    windows: Windows, demo: Instance
) -> None:
    nadia = await enter(windows, demo, "nadia", "Nadia")
    jonas = await enter(windows, demo, "jonas", device="desktop")
    await talk(nadia, "Jonas Weber")
    # Who is elsewhere sees the count beside the tab.
    await jonas.goto("/families")
    words = new_words()
    await write(nadia, words)
    await expect(bubble(nadia, words)).to_contain_text("Gesendet")
    await expect(jonas.locator("#talks-count .count")).to_be_visible()
    await talk(jonas, "Familie Kaya")
    await expect(bubble(jonas, words)).to_contain_text("Nadia Kaya")
    await expect(bubble(nadia, words)).to_contain_text("Gelesen")
    answer = new_words()
    await field(jonas).fill(answer)
    await jonas.keyboard.press("Enter")
    await expect(bubble(nadia, answer)).to_be_visible()
    await expect(bubble(nadia, answer)).to_be_in_viewport()
    await expect(field(jonas)).to_be_focused()
    await expect(field(jonas)).to_have_value("")


@rule("C4", "N4")
async def test_what_is_written_without_a_network_waits_and_goes_once_and_in_order(
    windows: Windows, demo: Instance
) -> None:
    nadia, jonas = await both(windows, demo)
    first, second = new_words(), new_words()
    await nadia.context.set_offline(True)
    for words in (first, second):
        await write(nadia, words)
        await expect(bubble(nadia, words)).to_contain_text("sobald du online bist")
    await nadia.context.set_offline(False)
    for page in (nadia, jonas):
        for words in (first, second):
            await expect(bubble(page, words).locator(".talk__when")).not_to_contain_text("sobald")
            await expect(bubble(page, words)).to_have_count(1)
        texts = await page.locator(".talk__list .talk__words").all_inner_texts()
        assert texts.index(first) == texts.index(second) - 1
    await until(lambda: all_sent(nadia))


@rule("C4")
async def test_a_message_whose_answer_is_lost_is_there_once(
    windows: Windows, demo: Instance
) -> None:
    nadia = await enter(windows, demo, "nadia", "Nadia")
    await talk(nadia, "Jonas Weber")
    words, lost = new_words(), 0

    async def lose(route: Route) -> None:
        """It arrives, and the answer does not."""
        nonlocal lost
        lost += route.request.method == "POST"
        if route.request.method == "POST" and lost == 1:
            await route.fetch()
            await route.abort()
        else:
            await route.continue_()

    await nadia.context.route("**/messages", lose)
    await write(nadia, words)
    await expect(bubble(nadia, words)).to_contain_text("Gesendet", timeout=15_000)
    await nadia.reload()
    await expect(bubble(nadia, words)).to_have_count(1)


@rule("C4")
async def test_what_waits_outlives_the_window_and_goes_from_any_page(
    windows: Windows, demo: Instance
) -> None:
    async with network(demo) as between:
        page = await enter(windows, Instance(between.address, demo.data), "nadia", "Nadia")
        await talk(page, "Jonas Weber")
        words = new_words()
        await between.cut()
        await write(page, words)
        await expect(bubble(page, words)).to_contain_text("sobald du online bist")
        context = page.context
        await page.close()
        await between.mend()
        other = await context.new_page()
        await other.goto("/providers")
        await until(lambda: all_sent(other))
        await talk(other, "Jonas Weber")
        await expect(bubble(other, words)).to_contain_text("Gesendet")


@pytest.mark.usefixtures("whole_chromium")
@rule("C4")
async def test_whoever_leaves_is_asked_before_a_message_is_lost(
    windows: Windows, demo: Instance
) -> None:
    nadia = await enter(windows, demo, "nadia", "Nadia")
    await talk(nadia, "Jonas Weber")
    words, asked = new_words(), list[str]()
    await nadia.context.route("**/messages", lambda route: route.abort())
    await write(nadia, words)
    await expect(bubble(nadia, words)).to_contain_text("sobald du online bist")

    async def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        await (dialog.dismiss() if len(asked) == 1 else dialog.accept())

    nadia.on("dialog", answer)
    await nadia.goto("/logout")
    leave = nadia.get_by_role("main").get_by_role("button", name="Ausloggen")
    await leave.click()
    await expect(leave).not_to_have_attribute("aria-busy", "true")
    await leave.click()
    await expect(nadia.get_by_text("Du bist ausgeloggt.")).to_be_visible()
    assert len(asked) == 2 and "noch nicht gesendet" in asked[0]
    assert await nadia.evaluate("localStorage.getItem('unsent')") is None


@rule("C4")
async def test_who_was_logged_out_is_told_and_sends_it_after_logging_in(
    windows: Windows, demo: Instance
) -> None:
    nadia = await enter(windows, demo, "nadia", "Nadia")
    # What the page asks for by itself at first would lead to the login.
    async with nadia.expect_response("**/messages?cards=*"):
        await talk(nadia, "Jonas Weber")
    await nadia.wait_for_function("!document.querySelector('.htmx-request')")
    words = new_words()
    kept = await nadia.context.cookies()
    await nadia.context.clear_cookies()
    await write(nadia, words)
    await expect(bubble(nadia, words)).to_contain_text("Logge dich ein")
    await nadia.context.add_cookies(kept)  # type: ignore[arg-type]
    await bubble(nadia, words).get_by_role("button", name="Erneut versuchen").click()
    await expect(bubble(nadia, words)).to_contain_text("Gesendet")


@rule("N6", "C4")
async def test_without_scripts_a_form_sends_and_the_page_shows_it_once(
    windows: Windows, demo: Instance
) -> None:
    nadia = await enter(windows, demo, "nadia", "Nadia", java_script_enabled=False)
    await nadia.goto("/conversations")
    await nadia.get_by_role("link", name="Jonas Weber").click()
    words = new_words()
    await write(nadia, words)
    await nadia.wait_for_url("**#end")
    await nadia.reload()
    await expect(bubble(nadia, words)).to_have_count(1)


@rule("C2", "C4")
async def test_two_who_write_at_once_on_a_slow_machine_read_the_same(
    windows: Windows, demo: Instance
) -> None:
    """Beside the list, whose parts renew themselves meanwhile."""
    nadia, jonas = await both(windows, demo)
    slow = await jonas.context.new_cdp_session(jonas)
    await slow.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    said = [new_words() for _ in range(8)]
    for at, words in enumerate(said):
        await write((nadia, jonas)[at % 2], words)
    for page in (nadia, jonas):
        await expect(bubble(page, said[-1])).to_be_visible()
        await expect(bubble(page, said[-2])).to_be_visible()
        await expect(page.locator(".talk__one[data-state]")).to_have_count(0)
    seen = [
        await page.locator(".talk__list .talk__words").all_inner_texts() for page in (nadia, jonas)
    ]
    assert seen[0][-8:] == seen[1][-8:]
    assert sorted(seen[0][-8:]) == sorted(said)


@rule("C2")
async def test_what_came_before_the_script_was_there_is_not_missed(
    windows: Windows, demo: Instance
) -> None:
    """On a slow network the page is there and listens before its thread does."""
    nadia, jonas = await both(windows, demo)
    words = new_words()

    async def late(route: Route) -> None:
        await write(jonas, words)
        await expect(bubble(jonas, words)).to_contain_text("Gesendet")
        # So that the hint of it has come as well.
        await nadia.wait_for_timeout(1_000)
        await route.continue_()

    await nadia.context.route("**/conversation-thread.js", late)
    await nadia.evaluate(
        "caches.keys().then((all) => Promise.all(all.map((one) => caches.delete(one))))"
    )
    await nadia.reload()
    await expect(bubble(nadia, words)).to_be_visible()


@pytest.mark.scaled_out
@rule("C3", "S1")
async def test_what_is_proposed_stands_in_the_thread_and_is_answered_there(
    windows: Windows, demo: Instance
) -> None:
    nadia, jonas = await both(windows, demo)
    (address,) = await proposed(demo, after(days=61, hours=2))
    card = nadia.locator(".talk__list .card--waiting", has=nadia.locator(f"[href='{address}']"))
    await expect(card).to_be_visible()
    # What has just come takes no tap.
    await nadia.wait_for_timeout(SETTLED_MS)
    await card.get_by_role("button", name="Bestätigen").click()
    await expect(card.get_by_role("button", name="Rückgängig")).to_be_visible()
    await nadia.wait_for_timeout(SETTLED_MS)
    await card.get_by_role("button", name="Rückgängig").click()
    asked = nadia.locator(".talk__list .talk__card", has_text="hat die Bestätigung zurückgenommen")
    await expect(asked.get_by_role("link", name="Passt nicht").last).to_be_visible()
    assert await nadia.locator(".talk__list [id]").evaluate_all(UNIQUE)
    back = jonas.locator(".talk__list .talk__card", has=jonas.locator(f".knot [href='{address}']"))
    await expect(back).to_contain_text("Nadia Kaya hat die Bestätigung zurückgenommen")
    await expect(back).to_contain_text("Ausstehend")


@rule("C3", "D3")
async def test_a_file_from_the_paperclip_stands_in_the_thread_on_both_sides(
    windows: Windows, demo: Instance
) -> None:
    nadia, jonas = await both(windows, demo)
    name = f"{uuid4().hex[:8]}.txt"
    async with nadia.expect_file_chooser() as chooser:
        await nadia.get_by_role("button", name="Foto oder Datei teilen").click()
    file = FilePayload(name=name, mimeType="text/plain", buffer=b"Aufgabe 1")
    await (await chooser.value).set_files(file)
    for page in (nadia, jonas):
        card = page.locator(".talk__list .talk__card", has_text=name)
        await expect(card).to_contain_text("Nadia Kaya hat")
    await expect(nadia.locator(".uploads__one:visible")).to_have_count(0)
    # What is written goes on beside it.
    words = new_words()
    await write(nadia, words)
    await expect(bubble(jonas, words)).to_be_visible()
