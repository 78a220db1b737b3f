"""Groups of actors, against networkx and by hand."""
