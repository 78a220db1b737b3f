"""The review on the page Edit: a list of candidates, one of them in full with its place, and the decisions, all by keys."""

from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from components import session
from components.editor.permissions import Curator, curator, draw_log_in_line, draw_name_box
from components.review import words
from components.review.saving import accept_all, decide, draft_step, drop_outdated, go_on, save, take_back
from components.session import workspace
from components.style.markup import element, html_of, in_its_language, is_web_address, link, markdown_safe
from data.base.text import quantity
from data.model.columns import choices_of
from data.model.schema import TABLE
from data.observed.coding.candidates_file import CandidatesError, CoderRun
from data.observed.coding.model.coverage import DayCoverage
from data.observed.review.alert_groups import AlertGroup, Urgency, alert_groups
from data.observed.review.answers import CORRECTABLE
from data.observed.review.questions import Questions, ReviewQuestion, questions
from data.observed.review.reading import current_run
from data.store.settings import settings
from data.tables.dataset import Dataset

_LIST_HEIGHT = 420
_LONGEST_CELL = 300


def open_questions(dataset: Dataset, folder: str) -> int:
    """How many questions wait in a folder of candidates."""
    try:
        return len(questions(dataset, current_run(Path(folder))).every)
    except CandidatesError:
        return 0


def draw_review(dataset: Dataset, folder: str) -> None:
    """Draw the review of the candidates in a folder."""
    user = curator(settings().editing)
    draw_log_in_line(user)
    if message := workspace.save_message():
        st.info(markdown_safe(message))
    if user.refusal:
        st.warning(markdown_safe(user.refusal))
        return
    try:
        run = current_run(Path(folder))
    except CandidatesError as problem:
        st.warning(markdown_safe(str(problem)))
        return
    asked, groups = questions(dataset, run), alert_groups(dataset, run)
    if lost := drop_outdated(asked):
        text = words.outdated_text(lost)
        # The next click may cut this run short: then the next page says it.
        workspace.set_save_message(f"{workspace.save_message()} {text}".strip())
        st.warning(text)
    table = _draw_tables(asked, len(groups))
    if asked.by_table[table]:
        _draw_questions(dataset, asked, groups, table, user)
    else:
        st.caption("Nothing to decide here. New candidates come with the next run of “code”.")
    _draw_coverage(run)


def _draw_tables(asked: Questions, alerts: int) -> str:
    """Draw the choice of table with the number of rows of each; the table whose candidates are shown."""
    counts = {name: len(found) for name, found in asked.by_table.items()} | {"alerts": alerts}
    table = workspace.reviewed_table() or next((name for name, found in asked.by_table.items() if found), "alerts")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.pills(
            "Candidates",
            list(words.CANDIDATE_TABLES),
            format_func=lambda name: f"{words.CANDIDATE_TABLES[name]} · {counts[name]:,}",
            **session.bind_choice("review_table", table, lambda name: workspace.set_reviewed_table(name or table)),
        )
        draw_name_box()
    return table


def _draw_questions(
    dataset: Dataset, asked: Questions, groups: tuple[AlertGroup, ...], table: str, user: Curator
) -> None:
    shown = [group.question for group in groups] if table == "alerts" else asked.by_table[table]
    known = asked.by_key.get(workspace.reviewed_candidate())
    question = known if any(one is known for one in shown) and known else shown[0]
    group = next((one for one in groups if one.question is question), None)
    left, right = st.columns([1.4, 1], gap="medium")
    with left:
        _draw_list(dataset, shown, groups, table)
        _draw_sure_rules(asked)
    with right:
        _draw_question(dataset, question, group, shown)
        _draw_save(dataset, user)


def _draw_list(dataset: Dataset, shown: list[ReviewQuestion], groups: tuple[AlertGroup, ...], table: str) -> None:
    key, answers = f"review_list_{table}", workspace.answers()
    if table == "alerts":
        st.caption(words.ALERTS_NOTE)
        frame = pd.DataFrame(words.alert_rows(dataset, groups, answers), columns=list(words.ALERT_COLUMNS))
    else:
        frame = pd.DataFrame(words.list_rows(dataset, shown, answers), columns=list(words.ANSWER_COLUMNS))
    st.dataframe(
        frame,
        hide_index=True,
        height=_LIST_HEIGHT,
        width="stretch",
        selection_mode="single-row",
        on_select=partial(_select, key, shown),
        key=key,
        alt=f"The candidates, {quantity(len(shown), 'row')}",
    )


def _select(key: str, shown: list[ReviewQuestion]) -> None:
    rows = workspace.grid_state(key)["selection"]["rows"]
    if rows and rows[0] < len(shown):
        workspace.set_reviewed_candidate(shown[rows[0]].candidate.key)


def _draw_question(
    dataset: Dataset, question: ReviewQuestion, group: AlertGroup | None, shown: list[ReviewQuestion]
) -> None:
    """Draw one candidate in full, and what can be decided on it."""
    cells, answer = question.candidate.cells, workspace.answers().get(question.candidate.key)
    number = next(place for place, one in enumerate(shown, start=1) if one.candidate.key == question.candidate.key)
    with st.container(border=True, key="review_question"):
        parts = [
            element("h2", words.headline(dataset, question)),
            element("p", in_its_language(cells.get("label_zh", ""))) if cells.get("label_zh") else None,
            element(
                "p",
                link(words.place(question), cells["url"]),
                "" if is_web_address(cells["url"]) else f" ({cells['url']})",
            ),
            element("p", words.difference(question)) if words.difference(question) else None,
            element("p", words.group_text(group)) if words.group_text(group) else None,
            element("p", words.found_by(question), class_="aw-note"),
        ]
        st.html(html_of(*(part for part in parts if part is not None)))
        kind = words.URGENCIES[group.urgency].partition(" ")[2] if group else words.STATES[question.state]
        st.caption(f"{number:,} of {len(shown):,} · {kind}")
        if question.problem:
            st.warning(markdown_safe(question.problem))
        if answer:
            st.markdown(f"Decision, not saved yet: **{words.ANSWER_NAMES[answer.decision]}**")
        _draw_decisions(dataset, question, group, shown)
        if CORRECTABLE[question.candidate.table] and question.state != "gone":
            _draw_corrections(question, shown)


def _draw_decisions(
    dataset: Dataset, question: ReviewQuestion, group: AlertGroup | None, shown: list[ReviewQuestion]
) -> None:
    is_alert, members = question.candidate.table == "alerts", group.members if group else ()
    # Over a slow line a second click, or key, still comes from the page of this question: it must not decide the next one unseen.
    name = question.candidate.key
    if group and group.urgency is Urgency.NEW_STEP and not question.problem:
        st.button(
            "Draft the new label",
            key=f"review_step_{name}",
            type="primary",
            shortcut="Alt+D",
            on_click=partial(draft_step, dataset, question, shown, members),
            help="Puts a source, a new row and the end of the row before into your draft, to complete and save.",
            width="content",
        )
    with st.container(horizontal=True):
        for label, key, shortcut, does, is_off in (
            ("Noted" if is_alert else "Accept", "accept", "Alt+A", partial(decide, question, "accepted", shown, members=members), bool(question.problem) and not is_alert),
            ("Reject", "reject", "Alt+X", partial(decide, question, "rejected", shown, members=members), False),
            ("Take back", "back", "Alt+U", partial(take_back, question, members), question.candidate.key not in workspace.answers()),
            ("Previous", "previous", "Alt+P", partial(go_on, question, shown, by=-1), False),
            ("Next", "next", "Alt+N", partial(go_on, question, shown), False),
        ):  # fmt: skip
            st.button(
                label, key=f"review_{key}_{name}", shortcut=shortcut, on_click=does, disabled=is_off, width="content"
            )


def _draw_corrections(question: ReviewQuestion, shown: list[ReviewQuestion]) -> None:
    table, key = question.candidate.table, question.candidate.key
    with st.expander("Correct", key="review_correct"), st.form(f"review_form_{key}", border=False):
        for name in CORRECTABLE[table]:
            value, choices = question.candidate.cells.get(name, ""), choices_of(TABLE[table], name)
            if choices:
                st.selectbox(name, list(dict.fromkeys((value, *choices))), key=f"review_{key}_{name}")
            else:
                st.text_input(name, value, key=f"review_{key}_{name}", max_chars=_LONGEST_CELL)
        # As a callback: the next click may cut the page short before it is drawn as far as here.
        st.form_submit_button("Accept with these corrections", on_click=partial(_correct, question, shown))


def _correct(question: ReviewQuestion, shown: list[ReviewQuestion]) -> None:
    table, key = question.candidate.table, question.candidate.key
    cells = ((name, workspace.entered(f"review_{key}_{name}")) for name in CORRECTABLE[table])
    decide(question, "corrected", shown, tuple((name, text) for name, text in cells if text is not None))


def _draw_sure_rules(asked: Questions) -> None:
    """Draw a button for each rule of which all can be accepted at once."""
    if not asked.sure_rules:
        return
    with st.expander("Accept all candidates of a rule", key="review_rules"):
        st.caption("Only rules of which at least 98 % of the sampled rows were right, and only what is new.")
        for rule, found in asked.sure_rules.items():
            with st.container(horizontal=True, vertical_alignment="center"):
                st.button("Accept all", key=f"review_all_{rule}", on_click=partial(accept_all, found), width="content")
                st.markdown(markdown_safe(words.rule_words(rule, found)), width="content")


def _draw_save(dataset: Dataset, user: Curator) -> None:
    number = len(workspace.answers())
    if number:
        workspace.forget_last_save()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            f"Save {quantity(number, 'decision')}",
            key="review_save",
            type="primary",
            shortcut="Alt+S",
            disabled=not (number and user.name),
            on_click=partial(save, dataset),
            width="content",
        )
        if not user.name:
            st.caption("Enter your name above to save.")


def _draw_coverage(run: CoderRun) -> None:
    """Draw what was read of each day."""
    box = st.expander("Coverage by day: what was read, and what was found", key="review_coverage", on_change="rerun")
    if not box.open:
        return
    with box:
        rows = [tuple(day.row().values()) for day in reversed(run.days)]
        st.dataframe(pd.DataFrame(rows, columns=list(DayCoverage.columns())), hide_index=True, width="stretch")
