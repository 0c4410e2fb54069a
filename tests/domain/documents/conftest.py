"""Each test has a store of its own; what goes otherwise in an S3 is a test of the store."""

import pytest


@pytest.fixture(autouse=True)
def _own_store(own_store: object) -> None:
    """For all of them."""
