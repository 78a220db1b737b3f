"""An item -> the contacts that it reports."""
