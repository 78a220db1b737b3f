"""How many random examples a test tries, at most: a few in the fast run, all that it asks for in a thorough one."""

from typing import Literal

from hypothesis import settings

MOST = {"fast": 8, "usual": 60, "thorough": 1_000}


def load_examples_profile(name: Literal["fast", "usual", "thorough"]) -> None:
    """Set what holds for tests that ask for no number. A slow machine is no failure, so there is no deadline."""
    for profile, most in MOST.items():
        settings.register_profile(profile, deadline=None, max_examples=min(most, 100))
    settings.load_profile(name)


def examples(number: int) -> settings:
    """A decorator: try so many examples, or as many as this run allows."""
    return settings(max_examples=min(number, MOST[settings.get_current_profile_name()]))
