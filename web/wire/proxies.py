"""Believes what a trusted proxy says of who asks."""

from ipaddress import ip_address

from litestar.types import HTTPScope

from domain import settings
from domain.environment import Network


def believed(scope: HTTPScope) -> None:
    """Puts the address of the real client in the scope, if a trusted proxy forwarded it.

    Shape: X-Forwarded-For is read from its end: everything before the first address that is not a
    proxy of ours could have been made up by the client.
    """
    client = scope.get("client")
    if client is None or not is_trusted(client[0]):
        return
    forwarded = dict(scope["headers"]).get(b"x-forwarded-for", b"").decode("latin-1")
    for part in reversed(forwarded.split(",")):
        address = part.strip()
        if not _is_address(address):
            return
        scope["client"] = (address, 0)
        if not is_trusted(address):
            return


def is_trusted(address: str) -> bool:
    """Whether it is one of our proxies."""
    return is_within(address, settings.current().trusted_proxies)


def is_within(address: str, networks: tuple[Network, ...]) -> bool:
    return (
        bool(networks)
        and _is_address(address)
        and any(ip_address(address) in network for network in networks)
    )


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
