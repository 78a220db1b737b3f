"""A curator’s changes before they are saved."""
