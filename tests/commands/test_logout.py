"""`lernfaden logout`, while the instance goes on."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from tests.commands.program import run, serving, succeed
from tests.rules import rule
from web.commands.demo_world.logins import PASSWORD

NADIA, JONAS = "nadia@lernfaden.example", "jonas@lernfaden.example"


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with serving(tmp_path, "--demo") as (_, at):
        yield at


def logged_in(address: str, email: str) -> httpx.Client:
    client = httpx.Client(base_url=address, headers={"sec-fetch-site": "same-origin"})
    form = {"email": email, "password": PASSWORD, "way": "password"}
    assert client.post("/login", data=form).status_code == 303
    assert is_let_in(client)
    return client


def is_let_in(client: httpx.Client) -> bool:
    return client.get("/profiles").status_code == 200


@rule("A10")
def test_an_account_is_logged_out_and_then_everybody(address: str, tmp_path: Path) -> None:
    with closing(logged_in(address, NADIA)) as nadia, closing(logged_in(address, JONAS)) as jonas:
        assert "logged out everywhere" in succeed(tmp_path, "logout", "Nadia@lernfaden.example")
        assert (is_let_in(nadia), is_let_in(jonas)) == (False, True)
        assert "Everybody" in succeed(tmp_path, "logout", "--everybody")
        assert not is_let_in(jonas)


@pytest.mark.parametrize("email", ["nobody@lernfaden.example", "nobody"])
def test_an_address_that_nobody_has_is_said_in_one_line(tmp_path: Path, email: str) -> None:
    succeed(tmp_path, "migrate")
    done = run(tmp_path, "logout", email)
    assert done.returncode == 1
    assert done.stderr == f"lernfaden logout: nobody has the address {email}.\n"
