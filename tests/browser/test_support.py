"""The support on two screens: somebody asks, a supporter answers, live and without scripts."""

import re

from playwright.async_api import Page, expect

from tests.browser.harness import Instance, Windows, enter
from tests.browser.test_conversations import bubble, field, new_words, write
from tests.rules import rule


async def opened(page: Page) -> None:
    await expect(field(page)).to_be_visible()
    await page.evaluate("customElements.whenDefined('conversation-thread').then(() => true)")


@rule("C6", "C2")
async def test_what_a_guardian_asks_is_answered_live_on_another_screen_and_done(
    windows: Windows, demo: Instance
) -> None:
    dora = await enter(windows, demo, "dora", "Dora")
    ben = await enter(windows, demo, "support", device="desktop")
    await expect(ben.get_by_role("heading", name="Support")).to_be_visible()
    await dora.goto("/settings")
    await dora.get_by_role("link", name="Support").click()
    await opened(dora)
    question, answer, again = new_words(), new_words(), new_words()
    await write(dora, question)
    # The inbox is open, and has it by itself; beside it the thread opens.
    await ben.get_by_role("link", name="Dora Rossi").filter(has_text=question).click()
    await opened(ben)
    await expect(bubble(dora, question)).to_contain_text("Gelesen")
    await write(ben, answer)
    await expect(bubble(dora, answer)).to_contain_text("Lernfaden Support")
    await expect(ben.locator("#case")).to_contain_text("Wartet auf Antwort")
    await ben.locator("#case").get_by_role("button", name="Erledigt").click()
    await expect(dora.get_by_text("Erledigt. Schreib einfach weiter")).to_be_visible()
    await write(dora, again)
    await expect(bubble(ben, again)).to_be_visible()
    await expect(ben.locator("#case .chip")).to_have_text("Offen")
    await expect(dora.get_by_text("Erledigt. Schreib einfach weiter")).to_be_hidden()
    for page in (dora, ben):
        for words in (question, answer, again):
            await expect(bubble(page, words)).to_have_count(1)


@rule("C6", "N6")
async def test_without_scripts_who_cannot_log_in_is_answered_by_mail(
    windows: Windows, demo: Instance
) -> None:
    stranger = await windows.open(demo, java_script_enabled=False)
    ben = await enter(windows, demo, "support", device="desktop", java_script_enabled=False)
    question, answer, address = new_words(), new_words(), "otto@mail.example"
    await stranger.goto("/login")
    await stranger.get_by_role("link", name="Support").click()
    await stranger.get_by_label("E-Mail-Adresse").fill(address)
    await stranger.get_by_label("Nachricht").fill(question)
    await stranger.get_by_role("button", name="Senden").click()
    await expect(stranger.get_by_role("heading", name="Angekommen")).to_be_visible()
    await ben.goto("/support")
    await ben.get_by_role("link", name=address).click()
    await expect(ben.locator(".talk__list")).to_contain_text(question)
    case = ben.locator("#case")
    await case.locator("summary", has_text="Fertige Antworten").click()
    await case.get_by_role("link", name="Mail kommt nicht an").click()
    await expect(field(ben)).to_have_value(re.compile("Spam-Ordner"))
    await field(ben).fill(answer)
    await ben.get_by_role("button", name="Senden").click()
    mail = await demo.mail_to(address)
    body = mail.get_body(("plain",))
    assert body is not None and answer in str(body.get_content())
    await case.locator("summary", has_text="Interne Notizen").click()
    await case.get_by_label("Neue Notiz").fill("Ruft an")
    await case.get_by_role("button", name="Notieren").click()
    await expect(ben.locator("#case")).to_contain_text("Ruft an")
