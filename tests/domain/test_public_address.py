"""Which addresses lie in the public internet."""

import pytest

from domain import public_address


@pytest.mark.parametrize(
    ("address", "is_public"),
    [
        ("142.250.74.42", True),
        ("2a00:1450:4001:80e::200a", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::142.250.74.42", True),
        ("64:ff9b::127.0.0.1", False),
        ("64:ff9b::169.254.169.254", False),
        ("64:ff9b:1::10.0.0.1", False),
        ("::127.0.0.1", False),
        ("::ffff:0:127.0.0.1", False),
        ("2002:7f00:1::1", False),
        ("2002:8efa:4a2a::1", False),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", False),
    ],
)
def test_only_addresses_of_the_public_internet_are_public(address: str, is_public: bool) -> None:
    assert public_address.is_public(address) is is_public
