"""Whether a desk has a log-in."""

from pathlib import Path

import pytest
from streamlit import config
from streamlit.runtime import secrets

from components.session.log_in import is_configured


@pytest.mark.parametrize(
    ("text", "has_one"),
    [
        (None, False),
        ("[database]\nname = 'desk'\n", False),
        ("[auth]\nclient_id = 'desk'\n", True),
        ("[auth]\nclient_id = desk\n", True),
        ("[auth]\n\0", True),
    ],
)
def test_a_desk_whose_secrets_cannot_be_read_is_not_open_for_it(
    text: str | None, has_one: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "secrets.toml"
    if text is not None:
        path.write_text(text, "utf-8")
    monkeypatch.setattr(secrets, "secrets_singleton", secrets.Secrets())
    before = config.get_option("secrets.files")
    config.set_option("secrets.files", [str(path)])
    try:
        assert is_configured() == has_one
        path.write_bytes(b"\xff")
        assert is_configured() == (has_one or text is None)
    finally:
        config.set_option("secrets.files", before)
