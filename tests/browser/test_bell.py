"""The bell beside who reads, at the end of the window."""

import pytest

from tests.browser.harness import Instance, Windows, enter

CENTRES = """
() => [".top__icon > .icon", ".top__who > .avatar"].map((part) => {
  const { top, bottom } = document.querySelector(part).getBoundingClientRect();
  return (top + bottom) / 2;
})
"""


BADGE = """
(count) => {
  const sign = document.createElement("span");
  sign.className = "count";
  sign.textContent = count;
  document.querySelector("app-badge").replaceChildren(...(count ? [" ", sign] : []));
}
"""


@pytest.mark.parametrize("device", ["phone", "desktop"])
async def test_the_bell_hangs_level_with_who_reads_whether_something_is_new_or_not(
    windows: Windows, demo: Instance, device: str
) -> None:
    page = await enter(windows, demo, "jonas", device=device)
    await page.goto("/settings/profile")
    for count in ("", "3"):
        await page.evaluate(BADGE, count)
        bell, face = await page.evaluate(CENTRES)
        assert abs(bell - face) <= 1, count
