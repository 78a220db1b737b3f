"""Uses of labels in dated texts: which mentions are of one label, when it was used, and since when no longer."""
