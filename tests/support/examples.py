"""How many random examples a test tries."""

from hypothesis import settings

# Of every test in the fast run, whatever it asks for.
FAST_EXAMPLES = 15


def load_examples_profile(*, is_fast: bool) -> None:
    """Set what holds for tests that ask for no number. A slow machine is no failure, so there is no deadline."""
    settings.register_profile("fast", deadline=None, max_examples=FAST_EXAMPLES)
    settings.register_profile("whole", deadline=None)
    settings.load_profile("fast" if is_fast else "whole")


def examples(number: int) -> settings:
    """A decorator: try so many examples, or fewer in the fast run."""
    usual = settings().max_examples
    return settings(max_examples=min(number, usual) if usual == FAST_EXAMPLES else number)
