"""Which browsers are installed here, and how they are started."""

from pathlib import Path

from playwright.async_api import Browser, Playwright, expect

from tests.browser.harness import PATIENCE_MS

CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
CHROMIUM_SHELL = "/usr/bin/chromium-headless-shell"
"""Its engine without the browser around it, which took a third of the processor."""
SHELL_ARGUMENTS = ("--font-render-hinting=none", "--js-flags=--no-opt --no-maglev")
"""Its letters are else a little wider than everywhere; and no page of a journey stays so long that
compiling its scripts anew for speed is worth it, which took a seventh of what axe costs.
"""
FIREFOX = ("/usr/bin/firefox-esr", "/usr/bin/firefox")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def installed(*paths: str) -> str | None:
    """The first of these programs that is there."""
    return next((path for path in paths if Path(path).exists()), None)


async def launch_chromium(
    playwright: Playwright, *arguments: str, program: str | None = None
) -> Browser:
    """The whole one, if no program is named."""
    expect.set_options(timeout=PATIENCE_MS)
    own = SHELL_ARGUMENTS if program == CHROMIUM_SHELL else ()
    return await playwright.chromium.launch(
        executable_path=program or installed(*CHROMIUM), args=[*ARGUMENTS, *own, *arguments]
    )


async def launch_firefox(playwright: Playwright, push_service: str) -> Browser:
    """Shape: push_service is the address of the one that it asks in place of Mozilla's."""
    expect.set_options(timeout=PATIENCE_MS)
    return await playwright.firefox.launch(
        channel="moz-firefox",
        executable_path=installed(*FIREFOX),
        timeout=60_000,
        firefox_user_prefs={
            "alerts.useSystemBackend": False,
            "browser.sessionhistory.max_total_viewers": 0,
            "dom.push.connection.enabled": True,
            "dom.push.enabled": True,
            "dom.push.serverURL": push_service,
            "dom.push.testing.allowInsecureServerURL": True,
            "dom.push.testing.ignorePermission": True,
            "dom.webnotifications.serviceworker.enabled": True,
            "fission.bfcacheInParent": False,
        },
    )
