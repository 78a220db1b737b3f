"""Invented items of news, and what the coder makes of them with the records of the tiny cast."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from data.observed.coding.coder import coded
from data.observed.coding.model.candidate import Candidate
from data.observed.coding.model.item import Item
from data.tables.dataset import Dataset

DAY = "2023-05-10"


def item(title: str, text: str = "", day: str = DAY, number: int = 1) -> Item:
    """An item at an address of its own."""
    return Item(day, f"https://news.example/{day}/VIDE{day.replace('-', '')}{number:04}.shtml", title, text)


def candidates(dataset: Dataset, items: Iterable[Item], table: str) -> list[Candidate]:
    """The candidates of one table."""
    return [candidate for candidate in coded(items, dataset).candidates if candidate.table == table]


def cells(candidate: Candidate, *names: str) -> tuple[str, ...]:
    """Some cells of a candidate."""
    return tuple(candidate.cells.get(name, "") for name in names)


def write_broadcasts(inbox: Path, items: Sequence[Item]) -> None:
    """One file for each day, in the plain form."""
    inbox.mkdir(parents=True, exist_ok=True)
    for day in sorted({one.date for one in items}):
        entries = [{"url": one.url, "title": one.title, "text": one.text} for one in items if one.date == day]
        content = json.dumps({"date": day, "items": entries}, ensure_ascii=False)
        (inbox / f"{day}.json").write_text(content, encoding="utf-8")


# Ten broadcasts: nine days of routine, and one that raises a label.
RAISED_ON = "2023-05-19"
TEN_DAYS = tuple(f"2023-05-{day}" for day in range(10, 20))


def ten_broadcasts() -> list[Item]:
    """Two items a day; on the last a leader raises the label of Türkiye."""
    items = []
    for number, day in enumerate(TEN_DAYS):
        when = f"{int(day[8:])}日"
        meets = f"国家主席习近平{when}在北京会见白俄罗斯总统。习近平指出，中白全天候伙伴关系不断发展。"
        items += [
            item("习近平会见白俄罗斯总统", meets, day, 10 * number),
            item("一条与外国无关的消息", "今天天气晴朗。", day, 10 * number + 1),
        ]
    talks = (
        "国家主席习近平19日在北京同土耳其总统举行会谈。\n"
        "会谈后，两国元首共同签署联合声明，宣布将中土关系提升为全面伙伴关系。"
    )
    return [*items, item("习近平同土耳其总统会谈", talks, RAISED_ON, 99)]
