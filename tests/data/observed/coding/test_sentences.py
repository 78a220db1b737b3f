"""Rules as tables: an invented sentence, and the row that it must give."""

import random
from pathlib import Path

import pytest

from data.observed.coding.coder import coded
from data.observed.review.questions import PRECISION
from data.tables.dataset import Dataset, load_records
from tests.support.cast import cast_dataset, write_cast
from tests.support.inputs.broadcasts import DAY, candidates, cells, item, ten_broadcasts

ROW = ("kind", "partner", "leader", "office")
# (title, kind, partner, leader, office); the text of the item says nothing.
TITLES = (
    ("习近平会见白俄罗斯总统", "meeting", "BLR", "Xi Jinping", "head_of_state"),
    ("李强同巴基斯坦总理会谈", "talks", "PAK", "Li Qiang", "head_of_government"),
    ("习近平同土耳其总统通电话", "phone_call", "TUR", "Xi Jinping", "head_of_state"),
    ("习近平同俄罗斯总统举行视频会晤", "video_call", "RUS", "Xi Jinping", "head_of_state"),
    ("习近平致电祝贺白俄罗斯总统就任", "letter_message", "BLR", "Xi Jinping", "head_of_state"),
    ("赵乐际会见俄罗斯国家杜马主席", "meeting", "RUS", "Zhao Leji", "speaker"),
    ("李强会见土耳其外长", "meeting", "TUR", "Li Qiang", "foreign_minister"),
    ("韩正会见白俄罗斯第一副总理", "meeting", "BLR", "Han Zheng", "other"),
    ("李强抵达莫斯科对俄罗斯进行正式访问", "visit_arrival", "RUS", "Li Qiang", ""),
    ("习近平为土耳其总统举行欢迎宴会", "attends_with", "TUR", "Xi Jinping", "head_of_state"),
    ("巴基斯坦总统会见王毅", "meeting", "PAK", "Wang Yi", "head_of_state"),
)
# The same act in three languages.
MEETINGS = (
    ("习近平会见白俄罗斯总统", "国家主席习近平10日在北京会见白俄罗斯总统。"),
    ("Xi meets the president", "President Xi Jinping met with the President of Belarus in Beijing on Wednesday."),
    ("Встреча в Пекине", "Председатель КНР Си Цзиньпин встретился с президентом Беларуси в Пекине."),
)
RAISED = (
    ("习近平同土耳其总统会谈", "会谈后，两国元首宣布将中土关系提升为全面战略伙伴关系。"),
    ("Talks in Beijing", "China and Türkiye announced that ties were raised to a comprehensive strategic partnership."),
    (
        "Переговоры",
        "Китай и Турция объявили, что повысили уровень отношений до всестороннего стратегического партнёрства.",
    ),
)
LABELS = (
    ("中巴全天候伙伴关系不断深化。", "PAK", "全天候伙伴关系", "T1", "describes"),
    ("习近平强调，中方愿同巴方深化全天候伙伴关系。", "PAK", "全天候伙伴关系", "T1", "calls for"),
    ("双方一致同意，深化中巴全天候伙伴关系。", "PAK", "全天候伙伴关系", "T1", "reaffirms"),
    ("双方宣布建立中巴全天候伙伴关系。", "PAK", "全天候伙伴关系", "T1", "declares"),
    ("双方发表声明，将两国关系提升为全天候伙伴关系。", "PAK", "全天候伙伴关系", "T1", "raises"),
    ("2015年，两国宣布建立全天候伙伴关系。", "PAK", "全天候伙伴关系", "T1", "describes"),
)
NOTHING = (
    "习近平将会见白俄罗斯总统",
    "习近平向香港各界致贺",
    "快评：习近平会见白俄罗斯总统",
    "李强会见土耳其企业家代表",
    "白俄罗斯总统抵达北京",
    "President Xi Jinping will meet with the President of Belarus next week",
    "Xi Jinping chairs a meeting on flood control",
)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return cast_dataset(write_cast(tmp_path_factory.mktemp("records")))


@pytest.mark.parametrize(("title", "kind", "partner", "leader", "office"), TITLES)
def test_a_title_gives_one_contact(
    dataset: Dataset, title: str, kind: str, partner: str, leader: str, office: str
) -> None:
    (found,) = candidates(dataset, [item(title)], "contacts")
    assert cells(found, *ROW) == (kind, partner, leader, office)


@pytest.mark.parametrize("title", NOTHING)
def test_what_is_planned_domestic_private_or_comment_is_no_contact(dataset: Dataset, title: str) -> None:
    assert candidates(dataset, [item(title)], "contacts") == []


@pytest.mark.parametrize(("title", "text"), MEETINGS)
def test_a_meeting_is_the_same_row_in_three_languages(dataset: Dataset, title: str, text: str) -> None:
    (found,) = candidates(dataset, [item(title, text)], "contacts")
    assert cells(found, "date", *ROW) == (DAY, "meeting", "BLR", "Xi Jinping", "head_of_state")


@pytest.mark.parametrize(("title", "text"), RAISED)
def test_a_raised_label_is_the_same_row_in_three_languages(dataset: Dataset, title: str, text: str) -> None:
    (found,) = candidates(dataset, [item(title, text)], "sightings")
    assert cells(found, "partner", "label_zh", "context", "speaker_side") == (
        "TUR",
        "全面战略伙伴关系",
        "raises",
        "narrator",
    )


@pytest.mark.parametrize(("sentence", "partner", "label", "tier", "context"), LABELS)
def test_a_sentence_does_one_thing_with_a_label(
    dataset: Dataset, sentence: str, partner: str, label: str, tier: str, context: str
) -> None:
    found = candidates(dataset, [item("习近平同巴基斯坦总理会谈", sentence)], "sightings")
    assert [cells(one, "partner", "label_zh", "tier", "context") for one in found] == [(partner, label, tier, context)]


def test_a_partnership_of_a_sector_and_a_community_of_mankind_are_no_labels(dataset: Dataset) -> None:
    text = "中巴能源伙伴关系不断发展。习近平强调，要推动构建人类命运共同体。"
    assert candidates(dataset, [item("习近平同巴基斯坦总理会谈", text)], "sightings") == []


def test_a_step_and_a_label_that_is_not_on_record_raise_an_alert(dataset: Dataset) -> None:
    found = candidates(dataset, ten_broadcasts(), "alerts")
    assert {cells(one, "kind", "partner", "label_zh") for one in found} == {
        ("declared step", "TUR", "全面伙伴关系"),
        ("label not on record", "TUR", "全面伙伴关系"),
    }


def test_a_label_that_always_stood_and_is_missing_raises_an_alert(dataset: Dataset) -> None:
    silent = item("习近平会见白俄罗斯总统", "国家主席习近平25日在北京会见白俄罗斯总统。", "2023-05-25", 7)
    found = candidates(dataset, [*ten_broadcasts(), silent], "alerts")
    (missing,) = (one for one in found if one.cells["kind"] == "label missing")
    assert cells(missing, "partner", "label_zh", "date") == ("BLR", "全天候伙伴关系", "2023-05-25")


def test_a_run_of_one_day_knows_from_the_records_what_always_stood(folder: Path) -> None:
    head = "contact,date,kind,partner,leader,office,label_zh,url"
    days = ("2022-09-15", "2022-10-15", "2022-11-15", "2022-12-15")
    rows = [
        f"c{n},{day},meeting,BLR,Xi Jinping,head_of_state,全天候伙伴关系,https://example.org/c{n}"
        for n, day in enumerate(days)
    ]
    silent = item("习近平会见白俄罗斯总统", "国家主席习近平25日在北京会见白俄罗斯总统。", "2023-05-25", 7)
    found = []
    for known in (rows, rows[1:]):
        records = load_records(write_cast(folder, contacts="\n".join([head, *known]) + "\n"))
        found.append([one.cells["kind"] for one in candidates(records, [silent], "alerts")])
    assert found == [["label missing"], []]


def test_the_day_is_the_one_that_the_text_states(dataset: Dataset) -> None:
    late = item("习近平会见白俄罗斯总统", "国家主席习近平9日下午在北京会见白俄罗斯总统。")
    (found,) = candidates(dataset, [late], "contacts")
    assert cells(found, "date", "aired") == ("2023-05-09", DAY)


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_items_changes_nothing(dataset: Dataset, seed: int) -> None:
    items = [*ten_broadcasts(), *(item(title, number=200 + n) for n, (title, *_) in enumerate(TITLES))]
    items += [item(title, text, number=300 + n) for n, (title, text) in enumerate((*MEETINGS, *RAISED))]
    in_order = coded(items, dataset)
    random.Random(seed).shuffle(items)
    again = coded(items, dataset)
    assert [one.row() for one in again.candidates] == [one.row() for one in in_order.candidates]
    assert again.days == in_order.days


def test_what_was_found_by_rules_that_nobody_sampled_is_never_sure(dataset: Dataset) -> None:
    items = [item(title, text, number=number) for number, (title, text) in enumerate((*MEETINGS, *RAISED))]
    found = coded([one for one in items if not one.is_chinese], dataset).candidates
    assert {one.table for one in found} == {"contacts", "sightings", "alerts"}
    assert not any(one.confidence == "high" or one.rule in PRECISION for one in found)


def test_a_candidate_holds_no_sentence(dataset: Dataset) -> None:
    text = "国家主席习近平10日在北京会见白俄罗斯总统。双方谈到一项特别的计划。"
    for candidate in coded([item("习近平会见白俄罗斯总统", text)], dataset).candidates:
        assert not any("会见" in cell or "计划" in cell for cell in candidate.row().values())


def test_the_key_survives_a_change_of_the_text_and_the_extraction_does_not(dataset: Dataset) -> None:
    before = item("习近平会见白俄罗斯总统", "国家主席习近平10日在北京会见白俄罗斯总统。")
    corrected = item("习近平会见白俄罗斯总统", "国家主席习近平9日在北京会见白俄罗斯总统。")
    (first,), (second,) = (candidates(dataset, [one], "contacts") for one in (before, corrected))
    assert first.key == second.key
    assert first.extraction != second.extraction
