"""The rules of labels in a network that the page's picture, its layout and the figures share.

Python sends them to the browser (payload.py). Where labels are at a zoom, labels.js and lettering.js decide; where
they are on paper, figure/layout: names in actor_names.py, wordings in tie_words.py.
"""

# With more ties than this, dots are small, lines thin, names short, and no wording is written on a tie.
CROWDED_ABOVE = 40
# Of a subject of at most so many actors every one has its dot and its name, whatever the filters and the date leave.
MOST_NAMED = 40
# Names of so few actors are larger; on rings, those of more are small.
FEW_NAMES = 14
# Pixels on the page.
LABEL_SIZES = {"largeName": 14, "name": 12.5, "crowdedName": 10.5, "wording": 11.5, "ringTitle": 11}
# How much wider a text is in the bold of the picture.
BOLD_WIDTH = 1.07
# Where on a tie its wording may be, as a share of its length, best first.
ALONG = (0.5, 0.46, 0.54, 0.42, 0.58, 0.38, 0.62, 0.34, 0.66, 0.3, 0.7, 0.26, 0.74, 0.22, 0.78)
# Where one line stands for all ties of a pair, they are drawn apart once the reader has gone so much closer that at most so
# many actors are in the frame.
CLOSE_UP = {"zoom": 1.5, "actors": 8}


def name_size(actors: int, *, rings: bool = False) -> float:
    """The size of the names of so many actors, in pixels; the rings of many have room for small ones only."""
    if actors <= FEW_NAMES:
        return LABEL_SIZES["largeName"]
    return LABEL_SIZES["crowdedName" if rings or actors > MOST_NAMED else "name"]
