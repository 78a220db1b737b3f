"""What the home page says: questions that lead to their answers, and the ties at the top as a table. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from components.style.markup import Child, element, link
from components.wording.inner_links import inner_address
from components.wording.spells import dates_text
from data.base.days import day_text
from data.links.page_links import PROFILE, link_of_view
from data.tables.dataset import Dataset
from data.view.fields.names import actor_or_dyad
from data.view.presets import last_day, presets, start_view
from data.view.selection import Selection
from data.view.ties import SpellIndex
from data.view.view import View

_MOST_ROWS = 8
# Key of a preset that a question is known for -> the question; any other is asked by its title.
_QUESTIONS = {"all-weather": "Who are China’s all-weather partners?"}


@dataclass(frozen=True)
class HomeQuestion:
    """A question, one line of what its answer holds, and where that is: a page and the query of its link."""

    title: str
    text: str
    page: str
    query: Mapping[str, str]


def questions(dataset: Dataset, *, today: date) -> list[HomeQuestion]:
    """Who is at the top, what changed in the last year covered, and whether a claim is true."""
    start, last = start_view(dataset, today=today), last_day(dataset, today=today)
    preset = next(one for one in presets(dataset, today=today).values() if one.view == start)
    new_year = date(last.year, 1, 1)
    changes = View(as_of=last, against=new_year, layout="rings")
    return [
        HomeQuestion(
            _QUESTIONS.get(preset.key, preset.title),
            f"The ties on {day_text(start.as_of)}, drawn, with the evidence beside them.",
            "network",
            network_query(start, dataset, today=today),
        ),
        HomeQuestion(
            "What changed this year?",
            f"Labels that rose, fell or began from {day_text(new_year)} to {day_text(last)}.",
            "compare",
            link_of_view(changes, dataset, "compare", today=today),
        ),
        HomeQuestion(
            "Is this claim true?", "Check a sentence such as “the second country after …” on any date.", "claims", {}
        ),
    ]


def network_query(view: View, dataset: Dataset, *, today: date) -> dict[str, str]:
    """The query that opens a view on the page of the network."""
    return link_of_view(view, dataset, "network", today=today)


def profile_query(dataset: Dataset, of: str, *, today: date) -> dict[str, str]:
    """The query that opens the profile of a country or pair, as of the last day that the sources cover."""
    view = View(as_of=last_day(dataset, today=today), layout="rings", of=of)
    return link_of_view(view, dataset, PROFILE, today=today)


def question_card(question: HomeQuestion) -> Element:
    """A link that is a card."""
    title, text = element("b", question.title), element("span", question.text)
    return element("a", title, text, href=inner_address(question.page, question.query), class_="aw-question")


def top_table(selection: Selection) -> Element:
    """The first ties of a selection: partner, label, since when, and the first source of each."""
    names = ("Partner", "Label", "Since", "Source")
    head = element("tr", *(element("th", name, scope="col") for name in names))
    rows = (_row(selection, index) for index in selection.indices[:_MOST_ROWS])
    return element("table", element("thead", head), element("tbody", *rows))


def _row(selection: Selection, index: SpellIndex) -> Element:
    dataset, spell = selection.dataset, selection.ties.spells[index]
    query = profile_query(dataset, spell.dyad, today=selection.view.as_of)
    name = element("a", _partner(selection, index), href=inner_address(PROFILE, query))
    sources = [dataset.sources[key] for key in spell.sources if key in dataset.sources]
    source: Child = link(sources[0].publisher, sources[0].url) if sources else "no source consulted"
    since = dates_text(spell).removeprefix("since ")
    cells = (spell.wording, since, source)
    return element("tr", element("th", name, scope="row"), *(element("td", cell) for cell in cells))


def _partner(selection: Selection, index: SpellIndex) -> str:
    """The other side of the tie where the family has an owner, else both."""
    dataset, ties = selection.dataset, selection.ties
    owner = dataset.families[ties.tiers[index].family].owner
    others = [actor for actor in ties.actors[index] if actor != owner]
    return actor_or_dyad(dataset, others[0]) if len(others) == 1 else actor_or_dyad(dataset, ties.spells[index].dyad)
