"""Labels and events of the selection on one time axis."""
