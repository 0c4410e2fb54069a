"""A resolver that leads into no network but the public internet."""

import asyncio
import socket

from aiohttp.abc import AbstractResolver, ResolveResult

from domain.public_address import is_public


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
