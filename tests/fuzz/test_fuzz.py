"""A small run of the fuzzing: it finds nothing, and the same seed makes the same inputs."""

from pathlib import Path
from random import Random

import pytest

from tests.fuzz.__main__ import main
from tests.fuzz.report import input_of, run_target
from tests.fuzz.targets import TARGETS, Target
from tests.fuzz.world import World, world_in


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return world_in(tmp_path_factory.mktemp("fuzz"))


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_whatever_comes_in_is_accepted_or_refused_with_a_message(
    world: World, target: Target, request: pytest.FixtureRequest
) -> None:
    number = 10 if request.config.getoption("--fast") else 40
    tally = run_target(target, world, 7, range(number))
    assert not tally.faults, next(iter(tally.faults.values())).traceback
    assert tally.accepted + tally.refused == number


@pytest.mark.slow
@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_the_same_seed_makes_the_same_inputs(world: World, tmp_path: Path, target: Target) -> None:
    again = world_in(tmp_path)
    for number in range(5):
        assert input_of(target, world, 3, number) == input_of(target, again, 3, number)


def broken(_: World, given: str) -> bool:
    raise IndexError(given)


def test_a_fault_is_counted_once_with_the_input_that_shows_it(world: World) -> None:
    tally = run_target(Target("broken", 1, lambda random, _: str(random.random()), broken), world, 1, range(3))
    (fault,) = tally.faults.values()
    assert (tally.exceptions, fault.number, fault.times) == (3, 0, 3)
    assert str(Random("1/broken/0").random()) in fault.shown


@pytest.mark.slow
def test_the_command_prints_a_table_and_ends_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--inputs", "200", "--seed", "2"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("target")
    assert all(target.name in said for target in TARGETS)
