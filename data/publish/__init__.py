"""The records in order, and the pages that describe them."""
