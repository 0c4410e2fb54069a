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
    networks = settings.current().trusted_proxies
    client = scope.get("client")
    if not networks or client is None or not _is_within(client[0], networks):
        return
    forwarded = dict(scope["headers"]).get(b"x-forwarded-for", b"").decode("latin-1")
    for part in reversed(forwarded.split(",")):
        address = part.strip()
        if not _is_address(address):
            return
        scope["client"] = (address, 0)
        if not _is_within(address, networks):
            return


def _is_within(address: str, networks: tuple[Network, ...]) -> bool:
    return _is_address(address) and any(ip_address(address) in network for network in networks)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
