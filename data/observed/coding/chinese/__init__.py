"""Chinese texts: names, leaders, offices, openings."""
