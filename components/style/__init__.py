"""Colours, widths, dashes, HTML and CSS."""
