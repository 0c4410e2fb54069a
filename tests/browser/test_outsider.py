"""Dora, guardian of another family of the same Jonas: the outsider of every test."""

import httpx

from tests.browser.harness import Instance, Windows, enter
from tests.browser.pages import ID, asking, crawl, filled, ids, ways
from tests.rules import rule

OF_JONAS = ("/invitations/", "/services/")
"""What the educator offers to everybody is not Kaya's."""
ROWS_MOST = 11
"""Of each collection: an account that changes more than 300 things in a minute is told to wait."""


@rule("A7", "B3")
async def test_nothing_of_kaya_is_there_for_dora(windows: Windows, demo: Instance) -> None:
    async with (
        asking(demo, await enter(windows, demo, "nadia", "Nadia")) as nadia,
        asking(demo, await enter(windows, demo, "jonas")) as jonas,
    ):
        theirs = await crawl(nadia, "/sessions", "/settings", "/sessions/past")
        theirs |= await crawl(jonas, "/calendar")
    async with asking(demo, await enter(windows, demo, "dora", "Dora")) as dora:
        await nothing_is_there(dora, theirs)


async def nothing_is_there(dora: httpx.AsyncClient, theirs: set[str]) -> None:
    mine = await crawl(dora, "/sessions")
    shared = {found for address in mine for found in ID.findall(address)}

    theirs = {address for address in theirs if not address.startswith(OF_JONAS)}

    nouns = {address.split("/")[1] for address in theirs}
    some = {one for noun in nouns for one in sorted(ids(theirs, noun) - shared)[:ROWS_MOST]}
    named = {address for address in theirs if some & set(ID.findall(address))}
    reached, asked = [], 0
    for method in ("GET", "POST"):
        answered = {address for way in ways(method) for address in filled(way, named)}
        for address in sorted(answered | named):
            if shared.issuperset(ID.findall(address)):
                continue
            answer = await dora.request(method, address)
            if method == "GET" and answer.status_code == 303:
                # It only takes a change: the way to its page.
                address = answer.headers["location"]
                if not ID.findall(address):
                    continue
                answer = await dora.get(address)
            # What no handler answers at all is told by its method, without looking at a row.
            allowed = {404} if address in answered else {404, 405}
            asked += 1
            if answer.status_code not in allowed:
                reached.append((method, address, answer.status_code))
    assert asked > 50
    assert reached == []
