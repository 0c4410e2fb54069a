"""(l) The first page of 200 documents, a link to one, and uploads of 25 MB beside a bare copy."""

import asyncio
from statistics import median

from domain.documents.document import SIZE_MOST
from domain.documents.listed import PAGE_ROWS
from tests import documents, world
from tests.bench import databases, people
from tests.bench.load import Client, interleaved, serving
from tests.bench.report import Figure, Note, say
from tests.world import World

DOCUMENTS, AT_ONCE, ROUNDS = 200, 20, 5
TIMES_BARE, LINK_MS, TIMES_COPY = 10.0, 3.0, 2.0
ONE_MB, MANY_MB = 5.0, 100.0
MEGABYTE = 1024 * 1024
_BOUNDARY = b"----WebKitFormBoundary7MA4YWxkTrZu0gW9"
"""As long as a browser's, for the longer it is the quicker it is looked for."""
_BEGIN = (
    b'--%s\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n' % _BOUNDARY
)
_END = b"\r\n--%s--\r\n" % _BOUNDARY
_FILE = b"Aufgabe " * (SIZE_MOST // 8)


async def measure(note: Note) -> None:
    with databases.places() as places, databases.data_dir() as data:
        for place in places:
            kind = databases.kind(place)
            say(f"{kind}: {DOCUMENTS} documents, and files of 25 MB")
            url = await databases.create(place, "documents")
            made, one = await _build()
            token = await people.log_in(made.nadia)
            with serving(data, url) as port:
                client = Client(port, token)
                await _list(note, kind, client, f"/providers/{made.kaya.provider}/documents")
                await _link(note, kind, client, f"/documents/{one}/link")
                await _uploads(note, kind, client, f"/providers/{made.kaya.provider}/documents")


async def _build() -> tuple[World, str]:
    made = await world.build()
    for number in range(DOCUMENTS):
        by = made.nadia.actor if number % 3 else made.jonas.actor
        content = documents.PDF + b"%" * (number * 997)
        one = await documents.share(made.kaya, content, f"Arbeitsblatt {number}.pdf", by=by)
    return made, str(one)


async def _list(note: Note, kind: str, client: Client, address: str) -> None:
    assert (await client.ask(f"/bench/record{address}")).status == 200
    ways = {
        "bare": (client.request("/bench/bare", cookie=""), 200),
        "list": (client.request(address), 200),
    }
    found = await interleaved(client, ways)
    bare, listed = (found[way].processor_us for way in ways)
    note(Figure("l", f"{kind}: a bare handler, the bytes of the list", bare, "µs"))
    note(Figure("l", f"{kind}: the first {PAGE_ROWS} of {DOCUMENTS} documents", listed, "µs"))
    note(Figure("l", f"{kind}: it, beside bare", listed / bare, "x", TIMES_BARE))


async def _link(note: Note, kind: str, client: Client, address: str) -> None:
    count = 100
    before = await client.processor_time()
    for _ in range(count):
        assert await _post(client, address, b"") == 303
    took = (await client.processor_time() - before) / count
    note(Figure("l", f"{kind}: a link", took * 1e3, "ms", LINK_MS))


async def _uploads(note: Note, kind: str, client: Client, address: str) -> None:
    body = _BEGIN + _FILE + _END
    copied, shared = [], []
    for _ in range(ROUNDS):
        copied.append(await _processor(client, "/bench/copy", body))
        shared.append(await _processor(client, address, body))
    copy, share = median(copied), median(shared)
    note(Figure("l", f"{kind}: a bare copy of 25 MB", copy * 1e3, "ms"))
    note(Figure("l", f"{kind}: 25 MB become a document", share * 1e3, "ms"))
    note(Figure("l", f"{kind}: it, beside the copy", share / copy, "x", TIMES_COPY))
    one = await _added(client, address, body, 1)
    note(Figure("l", f"{kind}: memory that one takes", one, "MB", ONE_MB))
    many = await _added(client, address, body, AT_ONCE)
    note(Figure("l", f"{kind}: memory that {AT_ONCE} at once take", many, "MB", MANY_MB))


async def _processor(client: Client, address: str, body: bytes) -> float:
    before = await client.processor_time()
    assert await _post(client, address, body) in (200, 303)
    return await client.processor_time() - before


async def _added(client: Client, address: str, body: bytes, count: int) -> float:
    """Units: megabytes above what it had before."""
    await client.ask("/bench/peak-memory")
    before = int((await client.ask("/bench/peak-memory")).body)
    statuses = await asyncio.gather(*(_post(client, address, body) for _ in range(count)))
    assert set(statuses) == {303}
    return (int((await client.ask("/bench/peak-memory")).body) - before) / MEGABYTE


async def _post(client: Client, address: str, body: bytes) -> int:
    return await client.post(address, body, f"multipart/form-data; boundary={_BOUNDARY.decode()}")
