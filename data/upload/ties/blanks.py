"""What a reader need not say of a tie: its status, its source, how well it is supported."""

from data.matching.empty_cells import is_empty
from data.upload.ties.source_reader import SourceReader


def fill(row: dict[str, str], direction: str, sources: SourceReader, file: str) -> list[str]:
    """Fill in the row; the columns that were empty. A text about the direction goes into the note."""
    filled = []
    row["sources"] = sources.ids(row.get("sources", ""))
    if is_empty(row.get("status", "")):
        row["status"] = "in force"
        filled.append("status")
    if is_empty(row.get("grade", "")):
        if not row["sources"]:
            # What a reader's own table says is not from memory: the table says it.
            row["sources"] = sources.id_of(file)
            filled.append("sources")
        row["grade"] = "reported"
        filled.append("grade")
    if not is_empty(direction):
        row["note"] = "; ".join(filter(None, (row.get("note", ""), f"Direction: {direction}")))
    return filled
