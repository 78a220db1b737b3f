"""On which pages a field says where the reader is."""

PICTURE_PAGES = ("network", "map", "compare", "story")
# The pages with a figure: on each a reader can write a note of their own.
FIGURE_PAGES = (
    *PICTURE_PAGES,
    *("timeline", "ladder", "arrival", "tempo", "deeds", "profile", "claims", "connected", "side-by-side"),
)
