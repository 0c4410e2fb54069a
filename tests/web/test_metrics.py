"""Figures are for this machine, or for whoever knows the token."""

import dataclasses
from typing import Any

import httpx

from domain import settings
from tests.web.conftest import wire
from web.app import Application


def from_address(app: Application, address: str) -> httpx.AsyncClient:
    """A client that asks from a network address."""
    transport: Any = wire(app)
    transport.client = (address, 1)
    return httpx.AsyncClient(transport=transport, base_url="http://localhost:8000")


async def test_this_machine_reads_figures(app: Application, database: str) -> None:
    async with from_address(app, "127.0.0.1") as client:
        await client.get("/offline")
        answer = await client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert "lernfaden_outbox_due 0" in answer.text
    assert 'lernfaden_requests_total{status="2xx"}' in answer.text


async def test_nobody_else_does(app: Application) -> None:
    async with from_address(app, "203.0.113.9") as client:
        assert (await client.get("/metrics")).status_code == 404
    async with from_address(app, "127.0.0.1") as proxy:
        forwarded = {"x-forwarded-for": "203.0.113.9"}
        assert (await proxy.get("/metrics", headers=forwarded)).status_code == 404


async def test_whoever_knows_the_token_reads_them_from_elsewhere(
    app: Application, database: str
) -> None:
    settings.use(dataclasses.replace(settings.current(), metrics_token="a token"))
    async with from_address(app, "203.0.113.9") as client:
        right, wrong = {"authorization": "Bearer a token"}, {"authorization": "Bearer b"}
        assert (await client.get("/metrics", headers=right)).status_code == 200
        assert (await client.get("/metrics", headers=wrong)).status_code == 404
    async with from_address(app, "127.0.0.1") as client:
        assert (await client.get("/metrics")).status_code == 404
