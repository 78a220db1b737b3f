"""A page of a reader’s table stays as long as a reader can use, and says what it leaves out."""

from components.ladder.rungs import MOST_RUNG_ROWS, rows_shown


def test_a_ranking_lists_the_small_ranks_whole_and_fills_the_page_with_the_large_ones() -> None:
    placements = {"A": [0] * 3, "B": [0] * 20_000, "C": [0] * 10_000, "D": [0]}
    shown = rows_shown(placements)  # type: ignore[arg-type]
    assert (shown["A"], shown["D"], sum(shown.values())) == (3, 1, MOST_RUNG_ROWS)
    assert shown["B"] == shown["C"]
