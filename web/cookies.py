"""What a browser is told to keep of us and to drop again."""

from collections.abc import Iterable

from domain import settings
from domain.accounts import known_browser
from domain.accounts.device import KEPT

Headers = list[tuple[bytes, bytes]]


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


def known_cookie(kept: str, address: str) -> str:
    """The line that lets a browser prove later that this account was open in it. Rule: A6."""
    seconds = int(known_browser.KEPT.total_seconds())
    return cookie(known_cookie_name(), known_browser.proving(kept, address), seconds)


def known_cookie_name() -> str:
    return name_of("known")


def without_kept_pages() -> tuple[str, str]:
    """A header by which the browser drops what it holds of the earlier profile's pages.

    Rule: A7 N4. Choice: works without scripts, but only over https and on localhost.
    """
    return "Clear-Site-Data", '"cache"'


def logout_cookie() -> str:
    return cookie(cookie_name(), "", 0)


def renewed(headers: Headers, lines: Iterable[str]) -> Headers:
    """The headers of an answer with cookies to be kept longer, but for those that it sets itself.

    Rule: A10: a device lives 90 days from its last use, and so must its cookie.
    """
    own = {value.partition(b"=")[0] for name, value in headers if name == b"set-cookie"}
    encoded = [line.encode() for line in lines]
    more = [(b"set-cookie", each) for each in encoded if each.partition(b"=")[0] not in own]
    return [*headers, *more]


def cookie(name: str, value: str, seconds: int) -> str:
    """A Set-Cookie line as all of ours are: for us alone and not for scripts."""
    secure = "; Secure" if is_secure() else ""
    return f"{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"
