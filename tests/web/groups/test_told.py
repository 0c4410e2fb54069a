"""What a page says of a group beyond its date: who is missing, and what moving one child means."""

from datetime import timedelta

from domain.sessions import answer
from tests import moves
from tests.domain.sessions import groups
from tests.domain.sessions.groups import emil, mila
from tests.rules import rule
from tests.web.login.people import Open, words
from tests.web.people import as_
from tests.world import World


@rule("S18")
async def test_a_date_that_too_few_want_stands_in_what_is_to_do(
    world: World, browser: Open
) -> None:
    short = await groups.made(world, mila(world), minimum=2, ahead=timedelta(days=5))
    client = await as_(browser, world.jonas)
    page = await client.get("/calendar")
    assert "Es fehlen noch 2 Kinder bis" in words(page)
    assert f'<a class="button button--main" href="/groups/{short.id}">' in page.text


@rule("S18", "S9", "S10")
async def test_moving_one_child_says_what_it_means_for_its_group(
    world: World, browser: Open
) -> None:
    one = await groups.made(world, mila(world), emil(world), ahead=timedelta(days=5))
    milas = (await groups.of(one))[world.mila.id]
    await answer.confirm(milas, by=world.nadia.actor)
    nadia, jonas = await as_(browser, world.nadia), await as_(browser, world.jonas)
    family = words(await nadia.get(f"/sessions/{milas.id}/rescheduling"))
    assert "Mila gibt damit den Platz in der Gruppe frei." in family
    assert "Ein Kind allein verschiebst du auf seiner Seite" in words(
        await jonas.get(f"/groups/{one.id}")
    )
    said = "Die neue Zeit ist nur für Mila. Die anderen der Gruppe behalten ihren Termin."
    page = await jonas.get(f"/sessions/{milas.id}/move")
    assert said in words(page) and f'href="/groups/{one.id}"' in page.text
    # Its own group is in the way only once another time is chosen that meets it.
    assert "schon eine Gruppe" not in words(page)
    new = await moves.moved(world, milas)
    for address in (f"/sessions/{new.id}", f"/sessions/{new.id}/confirmation"):
        assert said in words(await nadia.get(address))
    assert "Die neue Zeit ist ohne die Gruppe." in words(await nadia.get("/notifications"))
    later = new.starts_at + timedelta(days=1)
    alone = await world.make.session(service=world.physics, starts_at=later)
    assert said not in words(await jonas.get(f"/sessions/{alone.id}/move"))
