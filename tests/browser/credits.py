"""Credits for whatever the journeys of one demo world confirm, which has ten to begin with."""

import re
from uuid import uuid4

import httpx

from tests.browser.harness import PASSWORD, SAME_ORIGIN, Instance, address_of

KAYA = r'href="(/families/[^"]+)"(?:(?!</a>).)*Kaya'


def grant(demo: Instance) -> Instance:
    """Choice: by the request of Jonas' form; nobody can confirm where they have run out."""
    with httpx.Client(base_url=demo.address, headers=SAME_ORIGIN, verify=False) as jonas:
        jonas.post("/login", data={"email": address_of("jonas"), "password": PASSWORD})
        found = re.search(KAYA, jonas.get("/families").text, re.DOTALL)
        assert found
        typed = {"key": str(uuid4()), "count": "500", "reason": "Für alles, was bestätigt wird"}
        answer = jonas.post(f"{found[1]}/account/grant", data=typed)
        assert answer.status_code == 303, answer.text
    return demo
