"""Figures, tables and feeds at addresses: for wikis, slides, scripts and feed readers."""
