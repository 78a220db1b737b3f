"""The state of a reader: the view, the address of the page, and the widgets bound to them.

No other folder reads the session state. The view is the only truth; a widget shows a field of it and writes back to it,
so a page without that widget loses nothing.
"""

from components.session.bindings import (
    bind,
    bind_choice,
    bind_input,
    bind_list,
    bind_several,
    component_state,
    component_trigger,
    is_emptied,
    picture_message,
    picture_message_number,
)
from components.session.figure_choices import (
    choose_for_figures,
    chosen_marking,
    figure_choices,
    figure_title,
    set_figure_title,
)
from components.session.reader import (
    address,
    change,
    drop_pin,
    fit_count,
    is_first_run,
    notices,
    pin,
    read_link,
    remarks,
    set_added_rows,
    set_draft,
    set_view,
    take_view_along,
    today,
    view,
    write_link,
)
from components.session.storage import reader_id
from components.session.workspace import refuse_files, takes_files

__all__ = [
    "address",
    "bind",
    "bind_choice",
    "bind_input",
    "bind_list",
    "bind_several",
    "change",
    "choose_for_figures",
    "chosen_marking",
    "component_state",
    "component_trigger",
    "drop_pin",
    "figure_choices",
    "figure_title",
    "fit_count",
    "is_emptied",
    "is_first_run",
    "notices",
    "picture_message",
    "picture_message_number",
    "pin",
    "read_link",
    "reader_id",
    "refuse_files",
    "remarks",
    "set_added_rows",
    "set_draft",
    "set_figure_title",
    "set_view",
    "take_view_along",
    "takes_files",
    "today",
    "view",
    "write_link",
]
