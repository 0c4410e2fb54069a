"""A network: what counts as one place that tries."""

from ipaddress import IPv6Address, ip_address


def of(address: str) -> str:
    """One household or one machine: an IPv4 address, or the /64 that IPv6 gives to each."""
    try:
        network = ip_address(address)
    except ValueError:
        return address
    if not isinstance(network, IPv6Address):
        return str(network)
    if network.ipv4_mapped is not None:
        return str(network.ipv4_mapped)
    return str(IPv6Address(int(network) >> 64 << 64))
