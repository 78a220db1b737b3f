"""The rules of labels in a network that the page's picture, its layout and the figures share.

Python sends them to the browser (payload.py). Where each label is at a zoom, labels.js and lettering.js decide; where
it is on paper, figure/layout/placement.py.
"""

# With more ties than this, dots are small, lines thin, names short, and no wording is written on a tie.
CROWDED_ABOVE = 40
# Pixels on the page.
LABEL_SIZES = {"name": 12.5, "crowdedName": 10.5, "wording": 11.5, "ringTitle": 11}
# Where on a tie its wording may be, as a share of its length, best first.
ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)
