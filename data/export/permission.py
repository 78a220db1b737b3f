"""Whether anything may leave, and under which marking: every download, copy, command and address asks here."""

from dataclasses import dataclass

from data.base.text import quoted
from data.store.settings import settings


class NotPermittedError(Exception):
    """Nothing may leave under this marking; the text says why."""


@dataclass(frozen=True)
class Permission:
    """The marking of all that leaves (empty: none), and why nothing may leave (empty: it may).

    `csv_in_zip`: the marking of a CSV is in a text file beside it, in a zip; else in its last column.
    """

    marking: str
    refusal: str = ""
    csv_in_zip: bool = False

    def check(self) -> None:
        """Raises NotPermittedError if nothing may leave."""
        if self.refusal:
            raise NotPermittedError(self.refusal)


def permission(chosen: str = "") -> Permission:
    """By the settings of the desk as they are now, for what a reader marked as `chosen`."""
    handling = settings().handling
    if chosen and chosen not in handling.levels:
        known = ", ".join(handling.levels)
        return Permission("", f"{quoted(chosen)} is not one of the classification markings {known}.")
    marking = handling.stricter(chosen)
    return Permission(marking, handling.refusal(marking), handling.csv == "file" and bool(marking))
