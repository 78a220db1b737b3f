"""Which types of tie in view are not complete, by what the searches say, and how a picture says it."""

from datetime import date
from pathlib import Path

import pytest

from components.wording.coverage import incomplete_text
from data.analysis.missing_ties import incomplete_families
from data.tables.dataset import load_records
from data.view.selection import Selection, select
from data.view.ties import ties_of
from data.view.view import View
from tests.support.cast import write_cast

HEAD = "search,table,family,dyads,through,place,since,complete,finding\n"


def selected(folder: Path, searches: str, **fields: object) -> Selection:
    write_cast(folder, searches=HEAD + searches)
    view = View(**({"as_of": date(2023, 3, 1)} | fields))  # type: ignore[arg-type]
    return select(ties_of(load_records(folder)), view)


@pytest.mark.parametrize(
    ("searches", "fields", "incomplete"),
    [
        ("q1,spells,china_ladder,CHN-*,2026-08-22,Evening news,,yes,All found.\n", {}, False),
        ("q1,spells,china_ladder,CHN-*,2026-08-22,Evening news,,,Not judged.\n", {}, False),
        ("q1,spells,china_ladder,CHN-*,2026-08-22,Evening news,,no,Some left.\n", {}, True),
        ("q1,spells,china_ladder,CHN-*,2026-08-22,Evening news,2024,yes,Only later cases.\n", {}, True),
        ("q1,spells,china_ladder,BLR-CHN,2026-08-22,Evening news,,yes,One pair.\n", {}, True),
        (
            "q1,spells,china_ladder,BLR-CHN,2026-08-22,Evening news,,yes,One pair.\n",
            {"actors": ("BLR", "CHN"), "among": True},
            False,
        ),
    ],
)
def test_a_type_of_tie_is_complete_only_as_far_as_a_search_says(
    tmp_path: Path, searches: str, fields: dict[str, object], incomplete: bool
) -> None:
    selection = selected(tmp_path, searches, **fields)

    assert [family.family for family in incomplete_families(selection)] == ["china_ladder"] * incomplete
    assert bool(incomplete_text(selection)) == incomplete


def test_the_text_names_the_type_and_nothing_if_all_is_complete(tmp_path: Path) -> None:
    selection = selected(tmp_path, "q1,spells,china_ladder,CHN-*,2026-08-22,Evening news,,no,Some left.\n")

    assert incomplete_text(selection) == "Not complete: China’s ladder"
