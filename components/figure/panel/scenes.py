"""A story -> a figure of each of its scenes: the network of the saved view, and the caption as its sentence. Pure."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from components.figure.captions import FigureOptions, sources_text
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.model import BriefingFigure
from data.links.scenes import view_of_scene
from data.view.fields.story import Story
from data.view.selection import Selection, select
from data.view.ties import Ties


def story_figures(
    ties: Ties, story: Story, options: FigureOptions, link_of: Callable[[Selection], str], *, today: date
) -> Iterator[BriefingFigure]:
    """One figure a scene, with the sources of its caption after those of the picture; without a caption what it shows.

    `link_of` gives the address of a scene.
    """
    title = options.title or story.title or "Story"
    for number, scene in enumerate(story.scenes, 1):
        view, _ = view_of_scene(scene, ties.dataset, today=today)
        selection, place = select(ties, view), f"({number} of {len(story.scenes)})"
        chosen = replace(options, title=f"{title} {place}", sentence=scene.caption, link=link_of(selection))
        figure = FIGURE_KINDS["network"].figure_of(selection, chosen)
        known = [source for source in scene.sources if source in ties.dataset.sources]
        remark = (f"Sources of the caption: {sources_text(ties.dataset, known)}.",) if known else ()
        yield replace(figure, citations=(*figure.citations, *remark))
