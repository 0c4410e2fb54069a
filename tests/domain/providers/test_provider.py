"""A provider: what it may be called and where it is."""

import pytest

from domain.errors import Invalid
from domain.profiles import time_zone
from domain.providers import provider
from domain.providers.provider import Kind
from tests.rules import rule


@rule("A12")
@pytest.mark.parametrize("said", ["", "UTC+1", "Europe/Atlantis", "../etc/passwd"])
async def test_a_zone_that_nobody_knows_is_not_kept(database: str, said: str) -> None:
    made = await provider.create(Kind.SPECIALIST, "Jonas Weber", said)
    assert (await provider.by_id(made.id)).time_zone == time_zone.USUAL


@pytest.mark.parametrize("name", ["", "  "])
async def test_a_provider_has_a_name(database: str, name: str) -> None:
    with pytest.raises(Invalid) as refused:
        await provider.create(Kind.SPECIALIST, name, "Europe/Berlin")
    assert (refused.value.field, refused.value.code) == ("name", "missing")
