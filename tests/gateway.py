"""A throw-away S3 for one run of the tests: Ceph's RADOS Gateway, whose files lie in memory.

A real one, for what only pretends takes a link after its time and a wrong secret as well.
"""

import atexit
import contextlib
import shutil
import subprocess
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from tests.servers import Missing, Server, free_port

PROGRAMS = ("ceph-mon", "ceph-osd", "radosgw", "radosgw-admin", "monmaptool", "ceph")
ACCESS, SECRET = "lernfaden", "secret-of-the-tests"
_ONE_OF_EACH = """
[global]
fsid = {fsid}
mon host = {addresses}
public addr = 127.0.0.1
cluster addr = 127.0.0.1
auth cluster required = none
auth service required = none
auth client required = none
auth allow insecure global id reclaim = false
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mon max pg per osd = 2000
mon data avail crit = 1
mon data avail warn = 1
osd objectstore = memstore
memstore device bytes = 1073741824
osd op num shards = 1
osd op num threads per shard = 2
osd memory target = 939524096
paxos propose interval = 0.02
paxos min wait = 0.01
mon tick interval = 1
osd tick interval = 0.2
mon data = {folder}/mon
osd data = {folder}/osd
run dir = {folder}
admin socket = {folder}/$name.asok
log file = {folder}/$name.log
crash dir = {folder}
debug default = 0
[client.rgw]
rgw frontends = beast endpoint=127.0.0.1:{port}
rgw thread pool size = 16
ms mon client mode = crc
rgw run sync thread = false
rgw enable lc threads = false
rgw enable quota threads = false
rgw dynamic resharding = false
rgw override bucket index max shards = 1
rgw enable apis = s3, admin
rgw relaxed region enforcement = true
"""


class Gateway(Server):
    """The part that answers; stopped and started again it still has its files."""

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def url(self, bucket: str = "documents", secret: str = SECRET) -> str:
        """As LERNFADEN_S3_URL takes it."""
        return f"http://{ACCESS}:{secret}@127.0.0.1:{self.port}/{bucket}"

    def _answers(self) -> bool:
        if not super()._answers():
            return False
        try:
            with urllib.request.urlopen(self.origin, timeout=2):
                return True
        except (urllib.error.URLError, OSError):
            return False


def is_installed() -> bool:
    return all(map(shutil.which, PROGRAMS))


def missing() -> list[str]:
    """What cannot be tested here, in a sentence."""
    return [] if is_installed() else ["Ceph is missing: files are tested in folders only."]


@contextlib.contextmanager
def running() -> Iterator[Gateway]:
    """Errors: Missing."""
    if not is_installed():
        raise Missing("Ceph is missing; on Debian: apt-get install ceph-mon ceph-osd radosgw")
    folder = Path(tempfile.mkdtemp(prefix="lernfaden-ceph-"))
    try:
        with _cluster(folder, free_port()) as gateway:
            yield gateway
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _cluster(folder: Path, port: int) -> Iterator[Gateway]:
    chosen = ["-c", str(folder / "ceph.conf")]
    first, second = free_port(), free_port()
    addresses = f"[v2:127.0.0.1:{first},v1:127.0.0.1:{second}]"
    for part in ("mon", "osd", "gateway"):
        (folder / part).mkdir()
    text = _ONE_OF_EACH.format(fsid=uuid4(), addresses=addresses, folder=folder, port=port)
    (folder / "ceph.conf").write_text(text)
    maps = folder / "monmap"
    fsid = text.split("fsid = ")[1].split()[0]
    _ran(["monmaptool", "--create", "--clobber", "--fsid", fsid, "--addv", "a", addresses, maps])
    _ran(["ceph-mon", *chosen, "-i", "a", "--mkfs", "--monmap", maps])
    with contextlib.ExitStack() as stack:
        monitor = ["ceph-mon", *chosen, "-i", "a", "-f"]
        stack.enter_context(_kept(Server(monitor, first, folder / "mon", None)))
        osd = str(uuid4())
        _ran(["ceph", *chosen, "osd", "new", osd])
        _ran(["ceph-osd", *chosen, "-i", "0", "--mkfs", "--osd-uuid", osd])
        keeper = ["ceph-osd", *chosen, "-i", "0", "-f"]
        stack.enter_context(_kept(Server(keeper, first, folder / "osd", None)))
        gateway = ["radosgw", *chosen, "-n", "client.rgw", "-f"]
        answering = Gateway(gateway, port, folder / "gateway", None)
        stack.enter_context(_kept(answering))
        keys = ["--access-key", ACCESS, "--secret", SECRET]
        _ran(["radosgw-admin", *chosen, "user", "create", "--uid=t", "--display-name=t", *keys])
        yield answering


def _ran(command: list[str | Path]) -> None:
    made = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    if made.returncode:
        raise RuntimeError(f"{command[0]} failed: {made.stderr[-1000:]}")


@contextlib.contextmanager
def _kept(server: Server) -> Iterator[None]:
    server.start()
    atexit.register(server.stop)
    try:
        yield
    finally:
        atexit.unregister(server.stop)
        server.stop()
