"""A spreadsheet's number of a day -> ISO 8601."""

from datetime import date, timedelta


def day_of(number: float, *, from_1904: bool = False) -> str:
    """A spreadsheet's number of a day as "2022-09-15"; empty if it is none. Excel counts a 29 Feb 1900 that never was."""
    if not 61 <= number < 200_000:
        return ""
    start = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)
    return (start + timedelta(days=int(number))).isoformat()
