"""What the keys of a presentation step through: the days on which something changes, or the scenes of a story."""

from dataclasses import dataclass, replace
from datetime import date

from components import session
from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.panel.options import chosen_options
from components.story.view import author_text
from data.analysis.change_days import change_days, days_after
from data.links.scenes import scene_number, shows_scene, story_of, view_at_scene
from data.view.selection import Selection, select
from data.view.view import View


@dataclass(frozen=True)
class DaySteps:
    """From one day to the next on which something changes, within what the filters let through.

    `page` is the page's path in the address, `kind` the figure of it, `others` those that Export has besides; `back` and
    `on` name a step.
    """

    page: str
    kind: str
    others: tuple[str, ...] = ()
    back: str = "Earlier change"
    on: str = "Later change"

    def view_after(self, selection: Selection, steps: int) -> View:
        """The view so many steps on, or back if negative; the last one there is if there are fewer."""
        return replace(selection.view, as_of=day_after_steps(selection, self.kind, steps, until=session.today()))

    def options(self, selection: Selection) -> FigureOptions:
        return chosen_options(selection, self.page)


def day_after_steps(selection: Selection, kind: str, steps: int, *, until: date) -> date:
    """The day so many changes later, or earlier if negative, on which the figure is not empty."""
    day, left = selection.view.as_of, abs(steps)
    for other in days_after(change_days(selection, until=until), day, forward=steps > 0):
        if left == 0:
            break
        if not FIGURE_KINDS[kind].is_empty(select(selection.ties, replace(selection.view, as_of=other))):
            day, left = other, left - 1
    return day


@dataclass(frozen=True)
class SceneSteps:
    """From one scene of a story to the next, each with its caption."""

    page: str = "story"
    kind: str = "network"
    others: tuple[str, ...] = ()
    back: str = "Previous scene"
    on: str = "Next scene"

    def view_after(self, selection: Selection, steps: int) -> View:
        last = len(story_of(selection.view).scenes) - 1
        scene = min(max(scene_number(selection.view) + steps, 0), last)
        if scene == scene_number(selection.view):
            return selection.view
        view, _ = view_at_scene(replace(selection.view, scene=scene), selection.dataset, today=session.today())
        return view

    def options(self, selection: Selection) -> FigureOptions:
        """The title of the story and the caption of the scene, as long as the view is that of the scene."""
        view, chosen = selection.view, chosen_options(selection, self.page)
        story, scene = story_of(view), story_of(view).scenes[scene_number(view)]
        is_scene = shows_scene(view, selection.dataset, today=session.today())
        sentence = scene.caption if is_scene else ""
        return replace(chosen, title=chosen.title or story.title, sentence=sentence, by=author_text(view))


Steps = DaySteps | SceneSteps
