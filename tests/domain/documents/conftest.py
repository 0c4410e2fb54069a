"""Each test has a store of its own; what goes otherwise in an S3 is a test of the store."""

from dataclasses import replace
from uuid import uuid4

import pytest

from domain import settings
from tests import gateway
from tests.gateway import Gateway

STORES = ["folder", *(["s3"] if gateway.is_installed() else [])]


@pytest.fixture(autouse=True)
def _own_store(own_store: object) -> None:
    """For all of them."""


@pytest.fixture(params=STORES)
def either_store(request: pytest.FixtureRequest, own_store: object) -> None:
    """In a folder, and in an S3."""
    if request.param == "s3":
        s3: Gateway = request.getfixturevalue("s3_gateway")
        settings.use(replace(settings.current(), s3_url=s3.url(f"b{uuid4().hex}")))
