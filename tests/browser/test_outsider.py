"""Dora, guardian of another family of the same Jonas: the outsider of every test."""

from tests.browser.harness import Instance, Windows, log_in
from tests.browser.pages import ID, crawl, filled, ways
from tests.rules import rule

BY_CODE = ("/i/", "/login/", "/mails/")


@rule("A7", "B3")
async def test_nothing_of_kaya_is_there_for_dora(windows: Windows, demo: Instance) -> None:
    nadia = await windows.open(demo)
    await log_in(nadia, "nadia", "Nadia")
    jonas = await windows.open(demo)
    await log_in(jonas, "jonas")
    dora = await windows.open(demo)
    await log_in(dora, "dora", "Dora")
    mine = await crawl(dora.context, "/sessions")
    shared = {found for address in mine for found in ID.findall(address)}
    theirs = await crawl(nadia.context, "/sessions") | await crawl(nadia.context, "/settings")
    theirs |= await crawl(nadia.context, "/sessions/past") | await crawl(jonas.context, "/calendar")

    get = {address for way in ways("GET") if "{" in way for address in filled(way, theirs)}
    post = {address for way in ways("POST") if "{" in way for address in filled(way, theirs)}
    named = {address for address in theirs if ID.search(address)}
    reached = []
    for method, addresses in (("GET", get | named), ("POST", post)):
        for address in sorted(addresses):
            if shared.issuperset(ID.findall(address)):
                continue
            answer = await dora.context.request.fetch(address, method=method, max_redirects=0)
            expected = (403, 404) if address.startswith("/families/") else (404, 405)
            if answer.status not in expected or (answer.status == 405 and address in post):
                reached.append((method, address, answer.status))
    assert len(get) > 10
    assert len(post) > 10
    assert reached == []
