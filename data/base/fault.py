"""What is wrong and what to do about it, kept apart, so that nobody has to guess one from the other."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """`reason` says what is wrong, `fix` what to do; both continue a sentence about the place they are shown with."""

    reason: str
    fix: str

    def __str__(self) -> str:
        return f"{self.reason} ({self.fix})" if self.fix else self.reason


class FaultError(Exception):
    """Something cannot be read; `fault` says why and how to fix it."""

    def __init__(self, reason: str, fix: str) -> None:
        self.fault = Fault(reason, fix)
        super().__init__(str(self.fault))


class InvalidValueError(FaultError, ValueError):
    """A cell is not in the required form; a ValueError, so that pydantic reports it."""
