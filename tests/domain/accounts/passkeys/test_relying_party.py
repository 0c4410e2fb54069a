"""As whom passkeys know an instance."""

import dataclasses

import pytest

from domain import settings
from domain.accounts.passkeys import relying_party
from tests.rules import rule


@rule("A5")
@pytest.mark.parametrize(
    ("address", "id", "origin"),
    [
        ("http://localhost:8000", "localhost", "http://localhost:8000"),
        ("https://lernen.example.org", "lernen.example.org", "https://lernen.example.org"),
        ("https://lernen.example.org:443", "lernen.example.org", "https://lernen.example.org"),
        (
            "https://Lernen.Example.org:8443",
            "lernen.example.org",
            "https://lernen.example.org:8443",
        ),
    ],
)
def test_it_is_the_host_of_the_public_address_and_its_pages_the_origin(
    default_settings: settings.Settings, address: str, id: str, origin: str
) -> None:
    settings.use(dataclasses.replace(default_settings, base_url=address))
    assert (relying_party.id(), relying_party.origin()) == (id, origin)
