"""What is wrong with the rows of a CSV file as such: cells too many or too few, quotes that go astray."""

import io

from data.base.fault import Fault

# Characters in one cell.
LONGEST_CELL = 131_072


def cell_count_fault(cells: int, columns: int, first: int, last: int, unended_line: int) -> Fault | None:
    """Why a record has not as many cells as the header; None if it has.

    It runs from line `first` to line `last`. `unended_line` is the number of the file's last line if that has no
    line end, else 0.
    """
    if cells == columns:
        return None
    counts = f"has {cells} cells where the header has {columns}"
    if last > first:
        return Fault(f"{counts}; it runs from line {first} to line {last}", "close the quote that is still open")
    if cells > columns:
        return Fault(counts, "put quotes around a cell that contains a comma")
    if last == unended_line:
        return Fault(f"{counts}; the last line is cut off", "complete the line, or delete it")
    return Fault(counts, "write a comma for an empty cell, too")


def quote_fault(error: str, last: int) -> Fault:
    """What the csv module could not read, as a sentence about the line on which the quoted cell opens.

    `error` is the message of its `csv.Error`, `last` the line that it had come to.
    """
    if "limit" in error:
        return Fault(f"has a cell of more than {LONGEST_CELL:,} characters", "close the quote that is still open")
    if "end of data" in error:
        return Fault("the quote that opens on this line is never closed", "close it, or delete it")
    return Fault(
        f"the quote that opens on this line closes on line {last} in the middle of a cell",
        'put it at the end of the cell, and write a quote inside a cell as ""',
    )


def lines_of(text: str) -> list[str]:
    """Lines as a text editor and the csv module count them: str.splitlines knows more line ends than they do."""
    return io.StringIO(text, newline="").readlines()


def unended_line_of(text: str) -> int:
    """The number of the last line if it has no line end, else 0."""
    return 0 if text.endswith(("\n", "\r")) else len(lines_of(text))


def opening_line(text: str, first: int, last: int, delimiter: str = ",") -> int:
    """The line on which the last quoted cell of the record from line `first` to line `last` opens."""
    opening, inside, closed, at_start = first, False, False, True
    for number, line in enumerate(lines_of(text)[first - 1 : last], first):
        for character in line:
            if character == '"' and at_start and not inside:
                opening, inside = number, True
            elif character == '"' and (inside or closed):
                inside, closed = not inside, inside
                continue
            closed, at_start = False, not inside and character in f"{delimiter}\r\n"
    return opening
