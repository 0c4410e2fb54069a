"""What is there when a process has started is not looked at again."""

import gc
import subprocess
import sys

from web.wire import collecting

_SAY = """
import gc
from web.wire import collecting
collecting.rarely()
print(gc.get_freeze_count(), gc.get_threshold()[0], gc.isenabled())
"""


def test_what_stands_is_kept_and_garbage_still_goes() -> None:
    said = subprocess.run([sys.executable, "-c", _SAY], capture_output=True, text=True, check=True)
    kept, threshold, is_on = said.stdout.split()
    assert int(kept) > 1000
    assert int(threshold) == collecting.NEW_OBJECTS > gc.get_threshold()[0]
    assert is_on == "True"
