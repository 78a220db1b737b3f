"""A clause -> the contacts that it reports."""
