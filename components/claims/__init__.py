"""A claim in words, its form, its answer."""
