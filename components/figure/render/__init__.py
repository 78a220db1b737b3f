"""A figure -> SVG, PNG, PDF, slides, a web page."""
