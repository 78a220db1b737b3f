"""All about one country or pair."""
