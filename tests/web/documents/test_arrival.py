"""What another app shares is chosen for somebody; where no worker took it, that is said."""

import re

import httpx

from domain.documents import listed
from tests.documents import PDF
from tests.rules import rule
from tests.world import World
from web.pages import manifest
from web.pages.documents import arrival


@rule("D1", "N3")
async def test_it_can_go_to_each_provider_or_family(
    world: World, nadia: httpx.AsyncClient, jonas: httpx.AsyncClient
) -> None:
    family = (await nadia.get(arrival.ADDRESS)).text
    assert re.findall(r'name="to" value="([^"]+)" checked', family) == [
        f"/providers/{world.kaya.provider}/documents"
    ]
    educator = (await jonas.get(arrival.ADDRESS)).text
    assert set(re.findall(r'name="to" value="([^"]+)"', educator)) == {
        f"/families/{each.family}/documents" for each in (world.kaya, world.rossi)
    }
    assert " checked" not in educator
    # What is asked of them is shown once one waits.
    assert "data-to hidden" in family


@rule("N3")
async def test_signed_out_the_login_leads_back_to_it(client: httpx.AsyncClient) -> None:
    answer = await client.get(arrival.ADDRESS)
    assert answer.headers["location"] == f"/login?next={arrival.ADDRESS}"


@rule("N3")
async def test_where_no_worker_took_it_that_is_said_and_nothing_is_kept(
    world: World, client: httpx.AsyncClient, nadia: httpx.AsyncClient
) -> None:
    for who in (client, nadia):
        answer = await who.post(arrival.ADDRESS, files={"files": ("Blatt.pdf", PDF)})
        assert answer.status_code == 200
        assert "Verloren ist nichts" in answer.text
        assert 'href="/documents"' in answer.text
    assert await listed.of_connection(world.kaya.id, by=world.nadia.actor) == []


@rule("N3")
async def test_what_did_not_fit_on_the_device_is_said(nadia: httpx.AsyncClient) -> None:
    said = "Nicht alles hat auf dieses Gerät gepasst"
    assert said in (await nadia.get(f"{arrival.ADDRESS}?lost")).text
    assert said not in (await nadia.get(arrival.ADDRESS)).text


@rule("D3", "N3")
def test_the_manifest_asks_for_what_can_be_shared_and_nothing_else() -> None:
    target = manifest.content("de")["share_target"]
    assert (target["action"], target["method"]) == (arrival.ADDRESS, "POST")
    assert target["enctype"] == "multipart/form-data"
    ((name, accepted),) = [each.values() for each in target["params"]["files"]]
    assert name == "files"
    assert {"application/pdf", ".pdf", "image/heic", ".docx"} <= set(accepted)
    assert not {"text/html", "image/svg+xml", "application/zip", "*/*"} & set(accepted)
    assert len(accepted) == len(set(accepted))
