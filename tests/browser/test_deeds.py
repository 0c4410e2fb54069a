"""What is done with a message in two browsers, by pointer, thumb and key, offline, unscripted."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.harness import Instance, Windows, enter
from tests.browser.test_conversations import both, bubble, field, new_words, talk, write
from tests.rules import rule


async def more(page: Page, words: str) -> None:
    """The sheet of a message, by the keyboard, which every device may have."""
    await bubble(page, words).get_by_role("link", name="Mehr zu dieser Nachricht").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("#sheet")).to_be_visible()


@rule("C3")
async def test_a_message_is_answered_with_its_words_and_they_lead_there(
    windows: Windows, demo: Instance
) -> None:
    nadia, jonas = await both(windows, demo)
    asked, answer = new_words(), new_words()
    await write(nadia, asked)
    await expect(bubble(jonas, asked)).to_be_visible()
    await bubble(jonas, asked).hover()
    await bubble(jonas, asked).get_by_role("link", name="Antworten").click()
    await expect(field(jonas)).to_be_focused()
    await expect(jonas.locator(".talk__quoted")).to_contain_text(asked)
    # Taken off, and chosen again.
    await jonas.get_by_role("link", name="Ohne Zitat").click()
    await expect(jonas.locator(".talk__quoted")).to_be_hidden()
    await bubble(jonas, asked).get_by_role("link", name="Antworten").focus()
    await jonas.keyboard.press("Enter")
    await field(jonas).fill(answer)
    await jonas.keyboard.press("Enter")
    await expect(jonas.locator(".talk__quoted")).to_be_hidden()
    for page in (nadia, jonas):
        await expect(bubble(page, answer).locator(".talk__quote")).to_contain_text(asked)
        await expect(bubble(page, answer)).to_have_count(1)
    await bubble(nadia, answer).locator(".talk__quote").click()
    await expect(bubble(nadia, asked).first).to_be_focused()


@rule("C3", "C4")
async def test_what_is_answered_offline_goes_with_its_quote(
    windows: Windows, demo: Instance
) -> None:
    nadia = await enter(windows, demo, "nadia", "Nadia")
    await talk(nadia, "Jonas Weber")
    asked, answer = new_words(), new_words()
    await write(nadia, asked)
    await expect(bubble(nadia, asked)).to_contain_text("Gesendet")
    await nadia.context.set_offline(True)
    # Under a thumb the buttons come by a tap.
    await bubble(nadia, asked).locator(".talk__words").tap()
    await bubble(nadia, asked).get_by_role("link", name="Antworten").tap()
    await write(nadia, answer)
    await expect(bubble(nadia, answer)).to_contain_text("sobald du online bist")
    await expect(bubble(nadia, answer).locator(".talk__quote")).to_contain_text(asked)
    await nadia.context.set_offline(False)
    await expect(bubble(nadia, answer)).to_contain_text("Gesendet")
    await nadia.reload()
    await expect(bubble(nadia, answer).locator(".talk__quote")).to_contain_text(asked)


@rule("C3", "C2")
async def test_what_is_changed_and_taken_back_is_so_on_the_other_side(
    windows: Windows, demo: Instance
) -> None:
    nadia, jonas = await both(windows, demo)
    first, then = new_words(), new_words()
    await write(jonas, first)
    await expect(bubble(nadia, first)).to_be_visible()
    await more(jonas, first)
    sheet = jonas.locator("#sheet")
    await sheet.get_by_text("Bearbeiten").click()
    await sheet.get_by_label("Nachricht", exact=True).fill(then)
    await sheet.get_by_role("button", name="Speichern").click()
    for page in (jonas, nadia):
        await expect(bubble(page, then)).to_contain_text("bearbeitet")
        await expect(bubble(page, first)).to_have_count(0)
    await expect(sheet).to_be_hidden()
    removed = nadia.locator(".talk__words--removed")
    before = await removed.count()
    await more(jonas, then)
    await sheet.get_by_text("Löschen", exact=True).click()
    await sheet.get_by_role("button", name="Für alle löschen").click()
    for page in (jonas, nadia):
        await expect(bubble(page, then)).to_have_count(0)
    await expect(removed).to_have_count(before + 1)


@pytest.mark.usefixtures("whole_chromium")
@rule("C3")
async def test_a_long_press_shows_what_can_be_done(windows: Windows, demo: Instance) -> None:
    nadia = await enter(windows, demo, "nadia", "Nadia")
    await talk(nadia, "Jonas Weber")
    words = new_words()
    await write(nadia, words)
    await expect(bubble(nadia, words)).to_contain_text("Gesendet")
    deeds = bubble(nadia, words).locator(".talk__deeds")
    await expect(deeds).to_have_css("opacity", "0")
    box = await bubble(nadia, words).locator(".talk__words").bounding_box()
    assert box is not None
    finger = await nadia.context.new_cdp_session(nadia)
    at = {"x": box["x"] + 10, "y": box["y"] + 10}
    await finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at]})
    await expect(deeds).to_have_css("opacity", "1")
    await finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@rule("C3", "N6")
async def test_without_scripts_links_and_forms_do_the_same(
    windows: Windows, demo: Instance
) -> None:
    nadia = await enter(windows, demo, "nadia", "Nadia", java_script_enabled=False)
    await nadia.goto("/conversations")
    await nadia.get_by_role("link", name="Jonas Weber").click()
    asked, answer, then = new_words(), new_words(), new_words()
    await write(nadia, asked)
    await bubble(nadia, asked).get_by_role("link", name="Antworten").click()
    await expect(nadia.locator(".talk__quoted")).to_contain_text(asked)
    await write(nadia, answer)
    await expect(bubble(nadia, answer).locator(".talk__quote")).to_contain_text(asked)
    await bubble(nadia, answer).get_by_role("link", name="Mehr zu dieser Nachricht").click()
    await nadia.get_by_text("Bearbeiten").click()
    await nadia.get_by_label("Nachricht", exact=True).fill(then)
    await nadia.get_by_role("button", name="Speichern").click()
    await expect(bubble(nadia, then)).to_contain_text("bearbeitet")
    await bubble(nadia, then).get_by_role("link", name="Mehr zu dieser Nachricht").click()
    await nadia.get_by_text("Löschen", exact=True).click()
    await nadia.get_by_role("button", name="Für alle löschen").click()
    await expect(nadia.locator(".talk__words--removed").last).to_be_visible()
    await expect(bubble(nadia, then)).to_have_count(0)


@rule("N1")
async def test_a_conversation_is_muted_in_its_thread_and_the_list_says_so(
    windows: Windows, demo: Instance
) -> None:
    nadia = await enter(windows, demo, "nadia", "Nadia")
    await talk(nadia, "Jonas Weber")
    mute = nadia.get_by_role("button", name="Stumm schalten")
    await expect(mute).to_have_attribute("aria-pressed", "false")
    await mute.tap()
    await expect(mute).to_have_attribute("aria-pressed", "true")
    await nadia.goto("/conversations")
    listed = nadia.get_by_role("link", name="Jonas Weber")
    await expect(listed).to_contain_text("stumm")
    await listed.click()
    await mute.focus()
    await nadia.keyboard.press("Enter")
    await expect(mute).to_have_attribute("aria-pressed", "false")
    await nadia.goto("/conversations")
    await expect(listed).not_to_contain_text("stumm")


@rule("N4")
async def test_what_is_typed_is_there_again_in_its_own_conversation_alone(
    windows: Windows, demo: Instance
) -> None:
    jonas = await enter(windows, demo, "jonas", device="desktop")
    await talk(jonas, "Familie Kaya")
    words = new_words()
    await field(jonas).fill(words)
    await talk(jonas, "Familie Rossi")
    await expect(field(jonas)).to_have_value("")
    await talk(jonas, "Familie Kaya")
    await expect(field(jonas)).to_have_value(words)
    await jonas.reload()
    await expect(field(jonas)).to_have_value(words)
    await field(jonas).press("Enter")
    await expect(bubble(jonas, words)).to_contain_text("Gesendet")
    await talk(jonas, "Familie Rossi")
    await talk(jonas, "Familie Kaya")
    await expect(bubble(jonas, words)).to_be_visible()
    await expect(field(jonas)).to_have_value("")


@rule("N1", "C1")
async def test_a_child_reports_a_message_from_its_phone(windows: Windows, demo: Instance) -> None:
    mila = await enter(windows, demo, "mila")
    jonas = await enter(windows, demo, "jonas", device="desktop")
    await talk(mila, "Jonas Weber")
    await talk(jonas, "Familie Kaya")
    words = new_words()
    await write(jonas, words)
    await expect(bubble(mila, words)).to_be_visible()
    await bubble(mila, words).locator(".talk__words").tap()
    await bubble(mila, words).get_by_role("link", name="Mehr zu dieser Nachricht").tap()
    sheet = mila.locator("#sheet")
    await sheet.get_by_text("Melden", exact=True).first.tap()
    await expect(sheet).to_contain_text("Es erfahren: Nadia Kaya.")
    await sheet.get_by_label("Was ist damit?").fill("Das war gemein")
    await sheet.get_by_role("button", name="Melden").tap()
    await expect(mila.get_by_text("Gemeldet. Danke")).to_be_visible()
    nadia = await enter(windows, demo, "nadia", "Nadia")
    await nadia.goto("/notifications")
    await nadia.get_by_role("link", name="Gemeldet: eine Nachricht von Jonas Weber").first.click()
    await expect(nadia.get_by_text("Gemeldet von Mila")).to_be_visible()
    await expect(nadia.get_by_text("Das war gemein")).to_be_visible()
