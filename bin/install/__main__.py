"""Makes .venv hold exactly what a lock says, and tells whoever waits what it does.

    python -m bin.install ROOT requirements.txt

bin/environment starts it with a Python of the machine, so it imports the standard library only.
pip fetches everything before it changes anything: while it fetches, an environment that works
stays one. From then on a mark says that it is not whole, and the start that finds one, after a
kill or a full disk, makes the environment anew.
"""

import fcntl
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bin.install import advice
from bin.install.environment import Environment, Failed
from bin.install.progress import Progress
from bin.install.speech import say


def main(root: Path, lock: Path) -> int:
    environment, began = Environment(root), time.monotonic()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with alone(root):
        try:
            install(environment, lock)
        except KeyboardInterrupt:
            say("Interrupted; the next start goes on.")
            return 130
        except (Failed, OSError) as error:
            say(advice.about(str(error), root, environment.log))
            return 1
    say(f"Ready after {time.monotonic() - began:.0f} s.")
    return 0


def install(environment: Environment, lock: Path) -> None:
    """Errors: Failed, OSError; the mark stays unless the environment is as whole as before."""
    if not environment.is_usable():
        environment.make()
    progress = Progress(environment, lock)
    options = ["--use-pep517", "--require-hashes", "--requirement"]
    environment.pip(*options, lock, hear=progress.hear)
    options = ["--no-deps", "--no-build-isolation", "--config-settings", "editable_mode=compat"]
    environment.begin()
    environment.pip(*options, "--editable", environment.root, hear=lambda line: None)
    environment.finish()


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Two starts at once install one after the other. Choice: where a file system knows no locks,
    nobody waits."""
    folder = os.open(root, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("Another start is installing; waiting for it ...")
        fcntl.flock(folder, fcntl.LOCK_EX)
    except OSError:
        pass
    try:
        yield
    finally:
        os.close(folder)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[1], sys.argv[2])))
