"""A story -> a figure of each of its scenes: the network of the saved view, and the caption as its sentence. Pure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from components.figure.captions import FigureOptions, sources_text
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.model import BriefingFigure
from data.links.scenes import view_of_scene
from data.view.fields.story import Story
from data.view.selection import select
from data.view.ties import Ties


def story_figures(ties: Ties, story: Story, options: FigureOptions, *, today: date) -> Iterator[BriefingFigure]:
    """One figure a scene, with the sources of its caption after those of the picture; without a caption what it shows."""
    title = options.title or story.title or "Story"
    for number, scene in enumerate(story.scenes, 1):
        view, _ = view_of_scene(scene, ties.dataset, today=today)
        chosen = replace(options, title=f"{title} ({number} of {len(story.scenes)})", sentence=scene.caption)
        figure = FIGURE_KINDS["network"].figure_of(select(ties, view), chosen)
        known = [source for source in scene.sources if source in ties.dataset.sources]
        remark = (f"Sources of the caption: {sources_text(ties.dataset, known)}.",) if known else ()
        yield replace(figure, citations=(*figure.citations, *remark))
