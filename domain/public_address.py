"""Addresses that a message may go to: those of the public internet."""

import ipaddress
from ipaddress import IPv4Address, IPv6Address, IPv6Network

_GIVEN_OUT = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_IPV4_BITS = 2**32 - 1


def is_public(address: str) -> bool:
    """Whether it lies in the public internet, also by the IPv4 address that it leads to.

    Source: RFC 6052, RFC 8215. Choice: of IPv6 what IANA gives out, without tunnels, as no push
    service lives behind one; the well-known prefix of NAT64 is how a network without IPv4 sees all
    that has no IPv6.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address) and (ip.ipv4_mapped or ip in _NAT64):
        ip = IPv4Address(int(ip) & _IPV4_BITS)
    if isinstance(ip, IPv6Address) and (ip not in _GIVEN_OUT or ip.sixtofour or ip.teredo):
        return False
    return ip.is_global and not ip.is_multicast
