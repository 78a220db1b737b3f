"""The page of stories: a scene with its caption, the scenes to go through, and the editor for making one."""

from functools import partial

import streamlit as st

from components import session
from components.figure.panel.steps import SceneSteps
from components.figure.panel.story import draw_story_downloads
from components.figure.panel.view import draw_figure_panel, figure_place
from components.frame.focus import focus_on_click, set_day_on_axis
from components.frame.legend_filter import filter_on_click
from components.frame.summary_bar import draw_empty_result, draw_unseen_filters
from components.network.heading import with_map_credit
from components.network.payload import network_bytes
from components.network.places import arrangement_for, places_bytes
from components.network.view import draw_network_picture
from components.network.view_message import scene_view_of
from components.session import navigation
from components.story.editor import draw_story_editor
from components.story.view import draw_scene_list, draw_scene_sources, scene_message, show_scene_on_step
from data.links.page_links import STORY
from data.view.selection import Selection


def story_page(selection: Selection) -> None:
    """Draw the page."""
    navigation.go_if_asked()
    place = figure_place()
    left, right = st.columns([2.6, 1], gap="small")
    with left:
        now = session.today()
        counters = {"fit_count": session.fit_count(), "message_number": session.picture_message_number(STORY)}
        draw_network_picture(
            network_bytes(selection.ties, now),
            places_bytes(selection.ties, arrangement_for(selection)),
            scene_view_of(
                selection, now, scene_message(selection), name=STORY, heading=with_map_credit("", selection), **counters
            ),
            on_chosen=focus_on_click,
            on_day=set_day_on_axis,
            on_styles=partial(filter_on_click, selection.dataset),
            on_scene=partial(show_scene_on_step, selection.dataset),
        )
        draw_empty_result(selection)
        draw_unseen_filters(selection, "withdrawn", "added_only")
    draw_figure_panel(selection, SceneSteps(), place)
    with right, st.container(key="scenes"):
        draw_scene_list(selection)
        draw_story_downloads(selection)
        draw_story_editor(selection)
        draw_scene_sources(selection)
