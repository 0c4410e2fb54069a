"""Says which rules of the product a test holds: `@rule("S8")` or `@rule("K2", "K3")`."""

import pytest


def rule(*ids: str) -> pytest.MarkDecorator:
    """Marks a test as holding these rules. Choice: a rule counts as held when a test names it;
    that the test would fail without the rule is for its author to try."""
    return pytest.mark.rule(*ids)
