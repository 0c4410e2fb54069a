"""A provider: what it may be called and where it is."""

from uuid import uuid4

import pytest

from domain.errors import Invalid
from domain.profiles import time_zone
from domain.providers import link, provider, room, service
from domain.providers.provider import Kind
from tests.rules import rule
from tests.world import World


@rule("A12")
@pytest.mark.parametrize("said", ["", "UTC+1", "Europe/Atlantis", "../etc/passwd"])
async def test_a_zone_that_nobody_knows_is_not_kept(database: str, said: str) -> None:
    made = await provider.create(Kind.SPECIALIST, "Jonas Weber", said)
    assert (await provider.by_id(made.id)).time_zone == time_zone.USUAL


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "\u3164"])
async def test_a_provider_has_a_name(database: str, name: str) -> None:
    with pytest.raises(Invalid) as refused:
        await provider.create(Kind.SPECIALIST, name, "Europe/Berlin")
    assert (refused.value.field, refused.value.code) == ("name", "missing")


@pytest.mark.parametrize("name", [" ", "\u200b", "\u2060"])
async def test_a_name_that_nobody_sees_is_refused_when_changed(world: World, name: str) -> None:
    with pytest.raises(Invalid, match="name"):
        await provider.change(
            name,
            "Europe/Berlin",
            notice_hours=24,
            answer_hours=None,
            sooner_hours=12,
            holiday_region="",
            by=world.jonas.actor,
        )
    with pytest.raises(Invalid, match="name"):
        await service.create(uuid4(), name, 60, 1, "", by=world.jonas.actor)


NO_LINKS = [
    ("http://meet.example", "not_https"),
    ("javascript:alert(1)", "not_https"),
    ("https:/meet.example", "not_https"),
    ("https://", "no_link"),
    ("https:///room", "no_link"),
    ("https://:443/room", "no_link"),
    ("https://[::1", "no_link"),
    ("https://meet.example:port", "no_link"),
    ("https://meet.example/a room", "no_link"),
    ('https://meet.example/"onclick', "no_link"),
    ("https://meet.example/'", "no_link"),
]


@rule("S13")
@pytest.mark.parametrize(("url", "code"), NO_LINKS)
async def test_a_room_has_a_link_that_opens(world: World, url: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        await room.set_own(url, by=world.jonas.actor)
    assert (refused.value.field, refused.value.code) == ("meeting_url", code)
    assert await room.own(by=world.jonas.actor) == ""


@rule("S13")
@pytest.mark.parametrize(
    "url", ["", "https://meet.example", "https://bücher.example:8443/a?b=c&d=%20#e"]
)
def test_a_link_is_kept_without_blanks_around_it(url: str) -> None:
    assert link.checked(f" {url} ") == url
