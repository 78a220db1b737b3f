"""Files of an inbox -> items."""
