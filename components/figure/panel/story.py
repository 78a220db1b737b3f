"""A story as a file: one slide a scene, in PowerPoint or as a PDF."""

from dataclasses import replace
from functools import partial

from components import session
from components.figure.apart.files import pack_apart
from components.figure.captions import FigureOptions
from components.figure.layout.page import PageSize
from components.figure.model import ColourScheme
from components.figure.panel.options import chosen_options, chosen_scheme, chosen_size, pinned_link
from components.figure.panel.scenes import story_figures
from components.figure.render.pack import PACK_FORMATS
from components.frame.download import Download, draw_downloads
from components.story.view import author_text
from data.links.scenes import story_of
from data.view.selection import Selection

# Format -> what its button says.
STORY_FORMATS = {"pptx": "Download slides", "pdf": "PDF"}
HELP = "One slide for each scene: its picture, with the caption above it. Sources are in the speaker notes."


def draw_story_downloads(selection: Selection) -> None:
    """Draw a button for each format; the file is made when it is downloaded."""
    size, scheme, options = chosen_size(), chosen_scheme(), chosen_options(selection, "story")
    draw_downloads(
        *(
            Download(
                label,
                partial(_file, extension, selection, size, scheme, options),
                f"allweather-story.{extension}",
                PACK_FORMATS[extension].mime,
                help=HELP if extension == "pptx" else None,
            )
            for extension, label in STORY_FORMATS.items()
        ),
        key="story_downloads",
    )


def _file(
    extension: str,
    selection: Selection,
    size: PageSize,
    scheme: ColourScheme,
    options: FigureOptions,
    marking: str,
) -> bytes:
    story, marked = story_of(selection.view), replace(options, marking=marking, by=author_text(selection.view))
    figures = list(story_figures(selection.ties, story, marked, _link, today=session.today()))
    return pack_apart(extension, figures, size, scheme)


def _link(scene: Selection) -> str:
    return pinned_link(scene, "network")
