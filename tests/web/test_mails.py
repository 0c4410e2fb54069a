"""In the demo, kept mails can be read, and can do nothing but be read."""

import dataclasses
from pathlib import Path

import httpx
import pytest

from domain import settings
from domain.notifications import mailing
from domain.notifications.mail import Mail
from web.pages.mails.show import linked

LINK = "http://localhost:8000/login/link/abc"


@pytest.fixture(autouse=True)
def demo(tmp_path: Path) -> None:
    settings.use(dataclasses.replace(settings.current(), demo=True, data_dir=tmp_path))


async def keep(reference: str = "login-1") -> None:
    html = f'<p style="color:red">Hi</p><script>alert(1)</script><a href="{LINK}">x</a>'
    text = f"Hallo <Nadia>,\n{LINK}\n"
    await mailing.send(Mail("nadia@lernfaden.example", "Dein Login-Link", text, html, reference))


async def test_the_list_leads_to_each_mail(client: httpx.AsyncClient) -> None:
    assert "Noch keine Mails" in (await client.get("/mails")).text
    await keep()
    page = (await client.get("/mails")).text
    assert "Dein Login-Link" in page
    assert 'href="/mails/login-1"' in page


async def test_a_mail_is_shown_with_its_links(client: httpx.AsyncClient) -> None:
    await keep()
    page = (await client.get("/mails/login-1")).text
    assert f'<a href="{LINK}">' in page
    assert "Hallo &lt;Nadia&gt;" in page


async def test_its_html_form_may_bring_styles_and_nothing_else(client: httpx.AsyncClient) -> None:
    await keep()
    answer = await client.get("/mails/login-1/html")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "sandbox" in policy
    assert 'style="color:red"' in answer.text


async def test_no_other_file_can_be_had(client: httpx.AsyncClient) -> None:
    await keep()
    for name in ("..%2fsecret-key", "secret-key", "login-2", "login-1.eml"):
        assert (await client.get(f"/mails/{name}")).status_code == 404


def test_only_addresses_become_links() -> None:
    assert linked('javascript:x https://a.example/"onclick=') == (
        'javascript:x <a href="https://a.example/">https://a.example/</a>&#34;onclick='
    )
