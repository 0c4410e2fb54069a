"""The program that draws a receipt: facts from its input, the PDF to its output. Rule: D5.

Choice: a text of full length takes seconds of a processor, in Arabic ten, and nobody else should
wait for it; and whoever wrote it can make it take more, so there are bounds.
"""

import os
import resource
import sys

import msgspec

from domain.agreements.receipt import Receipt
from web.rendering import receipt

Asked = tuple[Receipt, str, str]
"""Of what, in which language, in which zone."""
MEMORY_BYTES, PROCESSOR_SECONDS = 512 * 1024 * 1024, 60
_DEEPEST = 10_000
"""What finds the direction of writing calls itself for each sign that has none."""


def main() -> None:
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    sys.setrecursionlimit(_DEEPEST)
    asked = msgspec.json.decode(sys.stdin.buffer.read(), type=Asked)
    sys.stdout.buffer.write(receipt.pdf(*asked))


if __name__ == "__main__":
    main()
