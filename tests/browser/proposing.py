"""What a journey begins with: a session that Jonas has proposed, put in without a window.

Choice: by the request that his form would send; the form itself is the subject of other journeys,
and takes a processor for as long as twenty of these.
"""

import re
from uuid import uuid4

import httpx

from tests.browser.harness import PASSWORD, SAME_ORIGIN, Instance, address_of
from tests.web.conftest import PARTIAL

SERVICE = r'<select[^>]* name="service".*?<option value="([^"]+)"'
LEARNER = r'<option value="([^"]+)"[^>]*>{}</option>'


async def proposed(demo: Instance, *times: tuple[str, str], learner: str = "Mila") -> list[str]:
    """A proposal for each of these times to one of Familie Kaya; their addresses, as paths.

    Shape: starts as after() gives them.
    """
    async with httpx.AsyncClient(base_url=demo.address, headers=SAME_ORIGIN, verify=False) as jonas:
        await jonas.post("/login", data={"email": address_of("jonas"), "password": PASSWORD})
        form = (await jonas.get("/sessions/new")).text
        return [await _put_in(jonas, form, starts, learner) for starts in times]


async def _put_in(
    jonas: httpx.AsyncClient, form: str, starts: tuple[str, str], learner: str
) -> str:
    """By htmx, as also outside of his hours and in the night nothing more is asked then."""
    service = re.search(SERVICE, form, re.DOTALL)
    known = re.search(LEARNER.format(learner), form)
    assert service and known, form
    typed = {"service": service[1], "learner": known[1], "date": starts[0], "start": starts[1]}
    more = {"key": str(uuid4()), "place": "at_family"}
    answer = await jonas.post("/sessions/new", data=typed | more, headers=PARTIAL)
    assert "hx-redirect" in answer.headers, answer.text
    return answer.headers["hx-redirect"]
