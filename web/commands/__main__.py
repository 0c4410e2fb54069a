"""`python -m web.commands …` is `lernfaden …`."""

import sys

from web.commands import main

sys.exit(main())
