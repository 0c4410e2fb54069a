"""No name leads into our own network."""

import pytest

from domain.public_resolver import PublicResolver


async def test_a_name_that_leads_into_our_own_network_is_not_followed() -> None:
    resolver = PublicResolver(set())
    with pytest.raises(OSError, match="no public address"):
        await resolver.resolve("localhost", 443)
    assert await PublicResolver({"localhost"}).resolve("localhost", 443)
