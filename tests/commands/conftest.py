"""Commands set how their process answers signals and what its files are; the tests' own process
stays as before."""

import os
import signal
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def own_process() -> Iterator[None]:
    signals, mask = signal.getsignal(signal.SIGTERM), os.umask(0o022)
    yield
    signal.signal(signal.SIGTERM, signals)
    os.umask(mask)
