"""Who may edit: an address that the log-in confirms, compared letter by letter."""

from types import SimpleNamespace

import pytest

from components.editor import permissions
from data.store.settings import Editing

EDITING = Editing(on=True, editors=["smith@example.org", "Zoë@Example.org"])


@pytest.mark.parametrize("address", ["smith@example.org", "smith@EXAMPLE.org", "Zoe\u0308@example.org"])
def test_an_editor_is_known_by_the_same_letters(address: str) -> None:
    assert EDITING.names(address)


@pytest.mark.parametrize(
    "address",
    [
        "ſmith@example.org",
        "SMITH@example.org",
        "smith@exampl\u212f.org",
        "smith@example.orɡ",
        "smith",
        "",
        "@",
        "smith@example.org ",
        "smith@\uff45xample.org",
    ],
)
def test_nobody_else_is(address: str) -> None:
    assert not EDITING.names(address)


def curator(monkeypatch: pytest.MonkeyPatch, **claims: object) -> permissions.Curator:
    user = {"is_logged_in": True, "email": "smith@example.org", **claims}
    monkeypatch.setattr(permissions, "st", SimpleNamespace(user=user))
    return permissions.curator(EDITING)


def test_an_address_that_the_log_in_confirms_may_edit(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not curator(monkeypatch, email_verified=True).refusal


@pytest.mark.parametrize(
    "claims",
    [{}, {"email_verified": False}, {"email_verified": None}, {"email_verified": "false"}, {"email_verified": 1}],
)
def test_one_that_it_does_not_confirm_may_not(monkeypatch: pytest.MonkeyPatch, claims: dict[str, object]) -> None:
    assert "does not confirm" in curator(monkeypatch, **claims).refusal


def test_a_refusal_is_plain_text_that_is_made_safe_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "logged in as smith@example.org, but" in curator(monkeypatch).refusal
