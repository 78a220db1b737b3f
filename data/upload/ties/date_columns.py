"""The columns of dates of a table: one order of day and month for each, by proof, by our own row, or by the reader."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from data.matching.dates import DAY_FIRST, MONTH_FIRST, Order, day_readings, is_open, proven_order
from data.model.dates import partial_date
from data.upload.mapping.choices import Choices, Question, QuestionKey


@dataclass
class DateColumns:
    """`file` is the file that the columns are in, `ours` gives the date that our row of an id has in a column."""

    file: str
    choices: Choices
    ours: Callable[[str, str], str]
    questions: list[Question] = field(default_factory=list)
    _orders: dict[str, Order | None] = field(default_factory=dict)

    def add(self, column: str, name: str, cells: Iterable[tuple[str, str]]) -> None:
        """Decide about a column, or ask. `cells` are (id of the row, text), `name` is what the file calls the column."""
        cells = [(row_id, text.strip()) for row_id, text in cells if text.strip()]
        texts = [text for _, text in cells]
        order = proven_order(texts) or self._order_of_ours(column, cells)
        open_texts = [text for text in texts if is_open(text)]
        if order is None and open_texts:
            key: QuestionKey = ("dates", self.file, name, "")
            answer = self.choices.answers.get(key, "")
            order = next((one for one in (DAY_FIRST, MONTH_FIRST) if one == answer), None)
            self.questions.append(_question(key, open_texts, order or ""))
        self._orders[column] = order

    def order(self, column: str) -> Order | None:
        """The order of day and month in a column; None if nothing says it."""
        return self._orders.get(column)

    def _order_of_ours(self, column: str, cells: list[tuple[str, str]]) -> Order | None:
        """The order in which the dates are those of our own rows."""
        votes = {
            order
            for row_id, text in cells
            if is_open(text) and (date := self.ours(row_id, column))
            for order, reading in day_readings(text).items()
            if reading == date
        }
        return votes.pop() if len(votes) == 1 else None


def _question(key: QuestionKey, texts: list[str], answer: str) -> Question:
    example = texts[0]
    options = tuple(
        (order, f"{'Day' if order == DAY_FIRST else 'Month'} first: {example} is {partial_date(date).display_text}")
        for order, date in day_readings(example).items()
    )
    return Question(key, f"Dates such as {example} in {key[2]}: which comes first?", options, len(texts), answer)


def dates_of_ours(rows: Mapping[str, object]) -> Callable[[str, str], str]:
    """A function (id, column) -> the date of our row, as text; empty if there is none."""

    def of(row_id: str, column: str) -> str:
        return str(getattr(rows.get(row_id), column, None) or "")

    return of
