"""The review of candidates: what the coder found, and what a person decides on it."""
