"""What this process has answered since it started; read by /metrics."""

import time
from collections import Counter

STARTED = time.monotonic()
ANSWERS: Counter[int] = Counter()
"""Shape: hundreds of the status -> answers."""
