"""Packs: few wait to be made; those that wait to be downloaded are bounded in all, the oldest of whoever has most goes first, and gone with their page."""

import gc
from contextlib import ExitStack
from weakref import WeakValueDictionary

import pytest

from components.figure.apart import made_packs
from components.figure.apart.made_packs import MOST_PACKS_ASKED, MOST_PACKS_OF_ADDRESS, MadePack, place_for_pack
from data.apart.reader import for_reader
from data.base.fault import FaultError


@pytest.fixture(autouse=True)
def room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made_packs, "MOST_KEPT", 100)
    monkeypatch.setattr(made_packs, "_PACKS", WeakValueDictionary())


def pack_of(address: str, size: int = 30) -> MadePack:
    with for_reader(address):
        return MadePack(b"x" * size)


def is_there(pack: MadePack) -> bool:
    try:
        return bool(pack.content)
    except FaultError:
        return False


def test_who_has_many_packs_made_loses_their_own_oldest() -> None:
    other = pack_of("192.0.2.1")
    packs = [pack_of("192.0.2.2") for _ in range(5)]
    assert [is_there(pack) for pack in (other, *packs)] == [True, False, False, False, True, True]
    with pytest.raises(FaultError, match="create it again"):
        _ = packs[0].content


def test_a_pack_that_is_larger_than_the_room_is_there_until_the_next_one() -> None:
    large = pack_of("192.0.2.1", 500)
    assert is_there(large)
    assert is_there(pack_of("192.0.2.2"))
    assert not is_there(large)


def test_a_pack_that_no_page_offers_takes_no_room() -> None:
    for _ in range(9):
        pack_of("192.0.2.2")
    gc.collect()
    assert not made_packs._PACKS


def test_of_the_packs_that_wait_one_address_has_few_and_leaves_room() -> None:
    """Hundreds that had waited for minutes came before each figure and download of others."""
    with ExitStack() as places:
        for _ in range(MOST_PACKS_OF_ADDRESS):
            places.enter_context(place_for_pack("192.0.2.1"))
        with pytest.raises(FaultError, match="try again"), place_for_pack("192.0.2.1"):
            pass
        for number in range(MOST_PACKS_ASKED - MOST_PACKS_OF_ADDRESS):
            places.enter_context(place_for_pack(f"192.0.2.{10 + number}"))
        with pytest.raises(FaultError, match="try again"), place_for_pack("192.0.2.99"):
            pass
    with place_for_pack("192.0.2.1"):
        pass
    assert not made_packs._ASKED
