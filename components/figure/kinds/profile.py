"""The profile of a country or pair, as a figure. Pure."""

from components.figure.captions import FigureOptions, characters_of
from components.figure.charts.profile import ProfileChart
from components.figure.model import BriefingFigure
from components.figure.slide_texts import slide_texts
from components.profile.document import text_of
from components.profile.references import reference_parts
from components.profile.words import profile_document, profile_subject
from data.view.fields.names import focus_actors
from data.view.selection import Selection


def profile_figure(selection: Selection, options: FigureOptions) -> BriefingFigure:
    """The figure of the profile that the view asks for."""
    document = profile_document(selection.ties, profile_subject(selection), selection.view.as_of)
    ends = set(focus_actors(selection.dataset, document.of))
    rows = [
        spell for spell, actors in zip(selection.ties.spells, selection.ties.actors, strict=True) if ends <= {*actors}
    ]
    return BriefingFigure(
        kind="Profile",
        picture=ProfileChart(document),
        legend=(),
        citations=tuple(
            f"{number}. {''.join(reference_parts(one))}" for number, one in enumerate(document.references, 1)
        ),
        alt_text=" ".join((f"{document.title}.", *(text_of(runs) for runs in document.summary))),
        characters=characters_of(selection.dataset),
        slide=slide_texts(selection, options, document.title, document.headline, rows),
    )


def has_no_profile(selection: Selection) -> bool:
    """Whether nobody was chosen."""
    return not profile_subject(selection)
