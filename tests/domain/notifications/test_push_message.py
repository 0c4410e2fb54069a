"""What a push message says fits its form and its size."""

import json

import pytest

from domain.notifications import push_message
from domain.notifications.push_message import Action
from tests.rules import rule


@rule("N1")
def test_a_payload_is_declarative_and_carries_its_buttons() -> None:
    confirm = Action("confirm", "Bestätigen", "https://x.example/sessions/1/confirmation")
    made = json.loads(
        push_message.payload(
            title="Neuer Termin",
            body="Mathe am Dienstag",
            navigate="https://x.example/sessions/1",
            tag="session-1",
            lang="de",
            actions=[confirm],
            data={"profile": "p"},
            badge=3,
        )
    )
    assert (made["web_push"], made["app_badge"]) == (8030, 3)
    assert made["notification"] == {
        "title": "Neuer Termin",
        "body": "Mathe am Dienstag",
        "navigate": "https://x.example/sessions/1",
        "tag": "session-1",
        "lang": "de",
        "actions": [
            {"action": "confirm", "title": "Bestätigen", "navigate": confirm.navigate},
        ],
        "data": {"profile": "p"},
    }


@pytest.mark.parametrize("text", ["x", "ä", "✓", "\n", '"', "👤"])
def test_a_body_too_long_for_a_push_service_is_cut(text: str) -> None:
    payload = push_message.payload(
        title="Neu", body=text * 5000, navigate="https://x.example/", tag="t", lang="de"
    )
    assert len(payload) <= push_message.LARGEST_PAYLOAD_BYTES
    body = json.loads(payload)["notification"]["body"]
    assert body.endswith(text + "…")
    assert set(body[:-1]) == {text}
