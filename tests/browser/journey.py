"""The steps of the main path, as people take them; with scripts and without."""

from playwright.async_api import Page, expect

from tests.browser.harness import Instance, propose

TUTOR = "Robin Falk"


async def start_as_provider(page: Page, email: str) -> None:
    await page.goto("/")
    await page.get_by_role("link", name="Als Anbieter:in starten").click()
    await page.get_by_label("Name", exact=True).fill(TUTOR)
    await page.get_by_label("E-Mail-Adresse").fill(email)
    await page.get_by_role("button", name="Konto anlegen").click()
    await page.wait_for_url("**/services")


async def prove_address(page: Page, instance: Instance, email: str) -> None:
    """With the PIN that the banner asks for."""
    await page.get_by_label("PIN", exact=True).fill(await instance.pin_for(email))
    await page.get_by_role("button", name="PIN prüfen").click()
    await expect(page.get_by_role("heading", name="Bestätige deine E-Mail-Adresse")).to_have_count(
        0
    )


async def add_service(page: Page, name: str = "Mathe") -> None:
    await page.goto("/services")
    await page.get_by_role("link", name="Leistung anlegen").first.click()
    await page.get_by_label("Name", exact=True).fill(name)
    await page.get_by_label("Dauer").fill("45")
    await page.get_by_label("Credits").fill("1")
    await page.get_by_role("button", name="Speichern").click()
    # The form has it as an example.
    await page.wait_for_url("**/services")
    await expect(page.get_by_role("main")).to_contain_text(name)


async def invite(page: Page) -> str:
    """Makes an invitation for a family; returns its link."""
    await page.goto("/invitations")
    link = page.get_by_role("link", name="Einladung erstellen")
    await link.first.click()
    await page.get_by_role("button", name="Einladung erstellen").click()
    return await page.get_by_label("Einladungslink", exact=True).input_value()


async def connect(page: Page, link: str, email: str, child: str = "Lia") -> None:
    """Opens it as a newcomer and is registered and connected in one step."""
    await page.goto(link)
    await expect(page.get_by_role("main")).to_contain_text(TUTOR)
    await page.get_by_label("Name", exact=True).fill("Kim Berg")
    await page.get_by_label("E-Mail-Adresse").fill(email)
    await page.get_by_label("Vorname des Kindes").fill(child)
    await page.get_by_role("button", name="Verbinden").click()
    await page.wait_for_url("**/sessions")


async def grant(page: Page, count: int) -> None:
    await page.goto("/families")
    await page.get_by_role("main").get_by_role("link").filter(has_text="Berg").first.click()
    await page.get_by_role("link", name="Credits gutschreiben").first.click()
    await page.get_by_label("Anzahl").fill(str(count))
    await page.get_by_label("Grund").fill("Zum Anfang")
    await page.get_by_role("button", name="Gutschreiben").click()
    await page.wait_for_url("**/account")


async def propose_and_confirm(tutor: Page, family: Page, starts: tuple[str, str]) -> str:
    """Returns the session's address."""
    await propose(tutor, starts)
    await family.goto("/sessions")
    waiting = family.locator(".card--waiting", has=family.get_by_role("button", name="Bestätigen"))
    await expect(family.get_by_role("heading", name="Wartet auf euch")).to_be_visible()
    address = await waiting.locator("a.card__head").get_attribute("href")
    assert address is not None
    await waiting.get_by_role("button", name="Bestätigen").click()
    await expect(family.get_by_text("Bestätigt! Die Session steht.")).to_be_visible()
    await expect(waiting).to_have_count(0)
    await family.goto(address)
    await expect(family.get_by_role("main")).to_contain_text("Bestätigt")
    return address


async def open_cancellation(page: Page, address: str) -> None:
    await page.goto(address)
    await page.get_by_role("link", name="Absagen").click()
    await expect(page.get_by_role("heading", name="Session absagen?")).to_be_visible()


async def balance(page: Page, free: int, held: int) -> None:
    """What the family's statement says."""
    # Until then a sheet is on its way back, and nothing else can be pressed.
    await expect(page.locator("dialog[open]")).to_have_count(0)
    await page.goto("/providers")
    await page.get_by_role("main").get_by_role("link").filter(has_text=TUTOR).first.click()
    await page.get_by_role("main").get_by_role("link", name="Credits").click()
    await expect(page.get_by_role("heading", name="Kontoauszug").first).to_be_visible()
    text = " ".join((await page.get_by_role("main").inner_text()).split())
    assert f"{free} frei" in text, text
    assert not held or f"{held} reserviert" in text, text
