"""An item -> the labels said of partners in it."""
