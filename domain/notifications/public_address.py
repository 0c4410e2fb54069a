"""Addresses that a message may go to: those of the public internet."""

import asyncio
import ipaddress
import socket

from aiohttp.abc import AbstractResolver, ResolveResult


class PublicResolver(AbstractResolver):
    """Finds only addresses of the public internet, so that no name leads into our own network.

    aiohttp connects to exactly what this answers, so a name cannot change between look and call.
    """

    def __init__(self, trusted_hosts: set[str]) -> None:
        self._trusted_hosts = trusted_hosts

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        loop = asyncio.get_running_loop()
        known = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, family=family)
        allowed = [
            ResolveResult(
                hostname=host, host=str(to[0]), port=port, family=family_, proto=proto, flags=0
            )
            for family_, _, proto, _, to in known
            if host in self._trusted_hosts or is_public(str(to[0]))
        ]
        if not allowed:
            raise OSError(f"{host} has no public address")
        return allowed

    async def close(self) -> None:
        """Holds nothing."""


def is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return (mapped or ip).is_global and not (mapped or ip).is_multicast
