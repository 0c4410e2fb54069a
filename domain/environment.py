"""The environment: the variables that an operator sets, and the forms that they may have."""

from collections.abc import Callable, Mapping
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

Network = IPv4Network | IPv6Network
PREFIX = "LERNFADEN_"
TRUE, FALSE = ("1", "true", "yes", "on"), ("", "0", "false", "no", "off")


class SettingsError(Exception):
    """A value that makes no sense; the sentence names the variable and never shows a secret."""


def text(environ: Mapping[str, str], name: str) -> str:
    """What is set, or empty."""
    return environ.get(PREFIX + name, "").strip()


def secret(environ: Mapping[str, str], name: str) -> str | None:
    """What is set, or stands in the file that `NAME_FILE` names. Errors: SettingsError."""
    file = text(environ, f"{name}_FILE")
    value = text(environ, name)
    if not file:
        return value or None
    if value:
        raise SettingsError(f"{PREFIX}{name} and {PREFIX}{name}_FILE are both set; keep one.")
    try:
        return Path(file).read_text(encoding="utf-8").strip() or None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{PREFIX}{name}_FILE names a file that cannot be read.") from error


def url(
    environ: Mapping[str, str], name: str, is_good: Callable[[SplitResult], bool], like: str
) -> str | None:
    """The value may hold a password, so a refusal does not repeat it."""
    value = secret(environ, name)
    if value is None:
        return None
    try:
        parts = urlsplit(value)
        good = (parts.port is None or parts.port > 0) and is_good(parts)
    except ValueError:
        good = False
    if not good:
        raise SettingsError(f"{PREFIX}{name} is not an address {like}.")
    return value


def networks(environ: Mapping[str, str], name: str) -> tuple[Network, ...]:
    try:
        return tuple(map(ip_network, listed(environ, name)))
    except ValueError as error:
        raise SettingsError(f"{PREFIX}{name} is not a list of networks: {error}.") from error


def origins(environ: Mapping[str, str], name: str) -> tuple[str, ...]:
    named = tuple(origin.rstrip("/") for origin in listed(environ, name))
    for origin in named:
        if not is_origin(urlsplit(origin)):
            raise SettingsError(f"{PREFIX}{name} has {origin!r}, which is not like https://host.")
    return named


def listed(environ: Mapping[str, str], name: str) -> list[str]:
    return text(environ, name).replace(",", " ").split()


def switch(environ: Mapping[str, str], name: str) -> bool:
    value = text(environ, name).lower()
    if value not in TRUE + FALSE:
        raise SettingsError(f"{PREFIX}{name} is {value!r}, neither yes nor no.")
    return value in TRUE


def is_origin(url: SplitResult) -> bool:
    is_bare = url.path in ("", "/") and not url.query and not url.fragment and not url.username
    return url.scheme in ("http", "https") and bool(url.hostname) and is_bare
