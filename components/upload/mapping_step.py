"""What each column of an uploaded table is: its name and three of its texts at the left, a menu at the right."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from components import session
from components.frame.download import Download, draw_downloads
from components.style.markup import markdown_safe
from components.upload.questions_step import Choose
from components.upload.words import LEFT_OUT, UPLOAD_TABLE_NAMES, more_tables_text, samples_text, table_caption
from data.matching.columns import UPLOAD_TABLES
from data.model.schema import TABLE
from data.model.vocabulary import LAYERS
from data.upload.column_guess import guess_columns
from data.upload.mapping.choices import Choices
from data.upload.mapping.column_map import ColumnMap
from data.upload.mapping.columns import ACTOR_B, roles_of
from data.upload.overlay import Overlay
from data.upload.table_choice import ChosenTable
from data.view.fields.names import findable, layer_name

# More menus than this help nobody; the other columns are left out.
MOST_COLUMNS = 60
# Of all tables: Streamlit makes each anew with every click, and four times as many take eight times as long.
MOST_COLUMN_MENUS = 240
_MENUS_OF_TIES = 5


def draw_mapping(offer: Overlay, choose: Choose) -> None:
    """Draw a box per table that has rows, while there is room; open where the columns are not clear."""
    tables = [(number, table) for number, table in enumerate(offer.tables) if table.records]
    drawn = _with_room(tables)
    for number, table in drawn:
        with st.expander(table_caption(table), expanded=table in offer.unclear_tables, key=f"columns_{number}"):
            _draw_table(offer, number, table, choose)
    if left := len(tables) - len(drawn):
        st.caption(more_tables_text(left))


def _with_room(tables: Iterable[tuple[int, ChosenTable]]) -> list[tuple[int, ChosenTable]]:
    """The tables for whose menus there is room: those that the reader has to look at, or chose, before others."""
    room, drawn = MOST_COLUMN_MENUS, list[tuple[int, ChosenTable]]()
    for number, table in sorted(tables, key=lambda numbered: not _is_of_interest(numbered[1])):
        room -= _menus_of(table)
        if room < 0:
            break
        drawn.append((number, table))
    return sorted(drawn, key=lambda numbered: numbered[0])


def _is_of_interest(table: ChosenTable) -> bool:
    return table.is_chosen or not table.columns.table or table.is_one_sided


def _menus_of(table: ChosenTable) -> int:
    columns = min(len(table.columns.header), MOST_COLUMNS) if table.columns.table else 0
    return 1 + columns + (_MENUS_OF_TIES if table.columns.table == "spells" else 0)


def _draw_table(offer: Overlay, number: int, table: ChosenTable, choose: Choose) -> None:
    columns, key = table.columns, f"map_{number}_{hash((table.raw.file, table.columns))}"
    tables = ["", *(one.name for one in UPLOAD_TABLES)]
    st.selectbox(
        "This table is about",
        tables,
        index=tables.index(columns.table),
        format_func=lambda name: UPLOAD_TABLE_NAMES.get(name, name.capitalize()),
        **session.bind_input(f"{key}_table", partial(_set_table, offer, table, choose), among=tables),
    )
    if not columns.table:
        return
    roles = {role.key: role.name for role in roles_of(TABLE[columns.table])}
    for position, name in enumerate(columns.header[:MOST_COLUMNS]):
        left, right = st.columns([1.2, 1], vertical_alignment="center")
        heading = markdown_safe(name.strip()[:80]) or f"Column {position + 1}"
        left.markdown(f"**{heading}**  \n{markdown_safe(samples_text(table.samples(position)))}")
        options = ["", *roles]
        right.selectbox(
            f"What “{name.strip()[:80] or position + 1}” is",
            options,
            index=options.index(columns.roles[position]) if columns.roles[position] in options else 0,
            format_func=partial(_role_name, roles),
            label_visibility="collapsed",
            **session.bind_input(f"{key}_{position}", partial(_set_role, columns, position, choose), among=options),
        )
    if columns.table == "spells":
        _draw_tie_options(offer, columns, key, choose)
    file = Download(
        "Keep these columns as a file", lambda _: columns.to_json(), f"allweather-columns-{number + 1}.json", "application/json",
        "Upload it together with another table that has the same header.",
    )  # fmt: skip
    draw_downloads(file, key=f"columns_file_{number}")


def _role_name(names: Mapping[str, str], role: str) -> str:
    return names.get(role, LEFT_OUT)


def _draw_tie_options(offer: Overlay, columns: ColumnMap, key: str, choose: Choose) -> None:
    """Draw what is the same for all rows, where no column says so."""
    if ACTOR_B not in columns.roles and "dyad" not in columns.roles:
        actors = ["", *offer.ours.actors]
        st.selectbox(
            "Second country or actor of every row",
            actors,
            index=actors.index(columns.actor_b) if columns.actor_b in actors else 0,
            format_func=lambda actor: findable(offer.ours, actor) or "Choose one",
            **session.bind_input(
                f"{key}_actor",
                lambda actor: _set(columns, choose, lambda now: replace(now, actor_b=actor)),
                among=actors,
            ),
        )
    if "tier" not in columns.roles:
        st.text_input(
            "Label of every row",
            columns.label,
            max_chars=80,
            **session.bind_input(
                f"{key}_label", lambda label: _set(columns, choose, lambda now: replace(now, label=label.strip()))
            ),
        )
    layers = ["", *LAYERS]
    st.selectbox(
        "Type of tie of labels of your own",
        layers,
        index=layers.index(columns.layer),
        format_func=lambda layer: layer_name(layer) if layer else "Judging by the words",
        **session.bind_input(
            f"{key}_layer",
            lambda layer: _set(columns, choose, lambda now: replace(now, layer=layer)),
            among=layers,
        ),
    )
    st.toggle(
        "Labels of your own are ranked: the first in the table is the highest",
        columns.is_ranked,
        **session.bind_input(
            f"{key}_ranked", lambda ranked: _set(columns, choose, lambda now: replace(now, is_ranked=ranked))
        ),
    )


def _set(columns: ColumnMap, choose: Choose, change: Callable[[ColumnMap], ColumnMap]) -> None:
    """Change what is said of columns: as it is now, since another of them may have been chosen after these were drawn."""

    def changed(choices: Choices) -> Choices:
        now = choices.maps.get(columns.header, columns)
        # The roles of another table are others.
        return choices.with_map(change(now)) if now.table == columns.table else choices

    choose(changed)


def _set_role(columns: ColumnMap, position: int, choose: Choose, role: str) -> None:
    _set(columns, choose, lambda now: now.with_role(position, role))


def _set_table(offer: Overlay, table: ChosenTable, choose: Choose, name: str) -> None:
    if not name:
        chosen = ColumnMap(table.columns.header, "", ("",) * len(table.columns.header))
    else:
        chosen = guess_columns(table.raw, table.position, TABLE[name], offer.names)
        # What a reader wrote ends with their session, and the caches are everybody's.
        offer.names.forget()
    choose(lambda choices: choices.with_map(chosen))
