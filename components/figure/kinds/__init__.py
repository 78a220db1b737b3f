"""A selection -> the figure of each kind of page."""
