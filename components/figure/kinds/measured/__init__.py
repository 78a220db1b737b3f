"""Figures of what is measured or coded by machines: deeds, uses of labels, reports."""
