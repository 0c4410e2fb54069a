"""Keyed hashes: what a mail carries is kept only so, in hex."""

import hashlib
import hmac

from domain import settings


def of(purpose: str, *texts: str) -> str:
    # Keyed, because a six-digit PIN under a plain hash is found by trying them all.
    message = "\x00".join((purpose, *texts)).encode()
    return hmac.new(settings.current().secret_key, message, hashlib.sha256).hexdigest()


def of_browser(browser_secret: str) -> str:
    return of("browser", browser_secret)
