"""What a guardian of the demo world allows her child, as the page of it says."""

from playwright.async_api import Page, expect

SHARE, CONFIRM = "Darf Dokumente sehen und hochladen", "Darf Sessions selbst bestätigen"
WRITE = "Darf im Chat lesen und schreiben"
SAID = {SHARE: "Sieht Dokumente", CONFIRM: "Darf selbst bestätigen"}


async def allow(nadia: Page, what: str, *, is_allowed: bool) -> None:
    """Says so for Mila. Shape: what is SHARE, CONFIRM or WRITE."""
    await nadia.goto("/settings/family")
    child = nadia.locator("main a[href^='/settings/family/']", has_text="Mila").first
    await nadia.goto(await child.get_attribute("href") or "")
    await nadia.get_by_label(what).set_checked(is_allowed)
    await nadia.get_by_role("button", name="Speichern").first.click()
    await nadia.wait_for_url("**/settings/family")
    if what in SAID:
        await expect(nadia.get_by_text(SAID[what])).to_have_count(1 if is_allowed else 0)
