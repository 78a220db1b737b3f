"""Items in English and Russian."""
