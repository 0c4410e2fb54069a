"""What a browser is told to keep of us and to drop again."""

from domain import settings
from domain.accounts.device import KEPT


def is_secure() -> bool:
    """Whether people reach us by https."""
    return settings.current().base_url.startswith("https://")


def name_of(cookie: str) -> str:
    """What one of our cookies is called where people reach us as they do."""
    # The prefix makes browsers refuse the cookie from any other host or without Secure.
    return f"__Host-{cookie}" if is_secure() else cookie


def cookie_name() -> str:
    return name_of("device")


def login_cookie(token: str) -> str:
    """The Set-Cookie line that logs a device in. Rule: A10."""
    return cookie(cookie_name(), token, int(KEPT.total_seconds()))


def without_kept_pages() -> tuple[str, str]:
    """A header by which the browser drops what it holds of the earlier profile's pages.

    Rule: A7 N4. Choice: works without scripts, but only over https and on localhost.
    """
    return "Clear-Site-Data", '"cache"'


def logout_cookie() -> str:
    return cookie(cookie_name(), "", 0)


def cookie(name: str, value: str, seconds: int) -> str:
    """A Set-Cookie line as all of ours are: for us alone and not for scripts."""
    secure = "; Secure" if is_secure() else ""
    return f"{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"
