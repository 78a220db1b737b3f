"""The claim as a sentence of menus, without a browser."""

from dataclasses import replace
from pathlib import Path

import pytest

from data.links.claims import claim_text
from data.view.fields.claim import ANY_TIE, Claim, Form, Relation, Scope
from tests.whole.test_hostile import opened


def test_the_fields_of_a_connection_offer_everyone_and_agree_with_the_answer(
    cast_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = Claim("BLR", Relation.ON, ANY_TIE, "CHN", Form.CONNECTED, other="PAK", scope=Scope.THEN)
    page = opened(cast_folder, monkeypatch, "claims", claim=claim_text(claim), as_of="2023-03-01")
    page.selectbox(key="claim_partner").select("PAK").run()
    fields = [page.selectbox(key=f"claim_{part}").value for part in ("actor", "partner", "other")]
    assert fields == ["BLR", "PAK", "CHN"]
    assert page.query_params["claim"] == claim_text(replace(claim, partner="PAK", other="CHN"))
    assert not page.exception
