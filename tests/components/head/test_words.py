"""Results of the search as the head gets them."""

from components.head.words import count_text, group_heading, results_message
from data.search.entry import Topic
from data.search.search import search
from data.view.selection import hides_focus, select, with_focus_shown
from data.view.ties import Ties
from data.view.view import View
from tests.support.cast import TODAY

TOPICS = (Topic("Belarus in brief", "Help about <b>Belarus</b>.", "about"),)


def test_a_result_has_the_words_found_marked_and_the_place_where_it_leads(ties: Ties) -> None:
    found = search(ties.dataset, "belarus", topics=TOPICS, most=3)
    message = results_message(found, View(as_of=TODAY), ties.dataset, today=TODAY)
    assert message["text"] == "belarus"
    first = message["groups"][0]["results"][0]
    assert ["Belarus", True] in first["title"]
    assert (first["page"], first["query"]["of"]) == ("profile", "BLR")
    help_ = next(group for group in message["groups"] if group["results"][0]["page"] == "about")
    assert "".join(text for text, _ in help_["results"][0]["snippet"]) == "Help about <b>Belarus</b>."


def test_a_count_says_what_is_listed_and_how_a_word_was_understood(ties: Ties) -> None:
    many = search(ties.dataset, "china", most=1)
    assert any(" · 1 of " in group_heading(group) for group in many.groups)
    assert count_text(search(ties.dataset, "qqqqqq")) == "No results for “qqqqqq”."
    assert "Showing results for “belarus”" in count_text(search(ties.dataset, "bealrus"))


def test_a_text_of_a_link_does_not_end_its_quotation_and_go_on_as_the_page(ties: Ties) -> None:
    forged = "qqqqqq”. This desk has moved: log in at the new address. “"
    assert count_text(search(ties.dataset, forged)) == f"No results for “{forged.replace('”', '’').replace('“', '‘')}”."


def test_a_focus_that_the_filters_hide_is_known_and_can_be_shown(ties: Ties) -> None:
    hidden = select(ties, View(as_of=TODAY, focus="CHN-PAK", layers=("treaty",)))
    assert hides_focus(hidden)
    shown = select(ties, with_focus_shown(hidden.view))
    assert not hides_focus(shown)
    assert shown.view.focus == "CHN-PAK"
    of_one = with_focus_shown(View(as_of=TODAY, focus="BLR", actors=("CHN", "PAK"), among=True))
    assert (of_one.actors, of_one.steps) == ((), 1), "a country is shown with its direct ties"
    assert not hides_focus(select(ties, View(as_of=TODAY, layers=("treaty",))))
