"""A crowd: the connections that one place has, which must not become all that there may be."""

from collections import Counter
from ipaddress import ip_network

from domain.accounts import network
from domain.environment import Network
from web.wire import proxies

SHARE = 4
"""One place may have every fourth connection: some 2,500, as a school is one place."""
THIS_MACHINE: tuple[Network, ...] = (ip_network("127.0.0.0/8"), ip_network("::1/128"))

_counts = Counter[str]()


def place_of(client: tuple[str, int] | None) -> str | None:
    """The network that a connection comes from, or none where everybody comes from the same.

    Choice: so it is behind trusted proxies, and on this machine itself, where a proxy stands that
    nobody has named, and where whoever attacks has other means.
    """
    if client is None or proxies.is_trusted(client[0]):
        return None
    if proxies.is_within(client[0], THIS_MACHINE):
        return None
    return network.of(client[0])


def enter(place: str | None, most: int) -> bool:
    """Whether there is room for one more from there; it counts until it leaves."""
    if place is None:
        return True
    _counts[place] += 1
    return _counts[place] <= most // SHARE


def leave(place: str | None) -> None:
    if place is None:
        return
    _counts[place] -= 1
    if not _counts[place]:
        del _counts[place]
