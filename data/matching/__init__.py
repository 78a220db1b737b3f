"""Names, dates and columns as people write them -> as the schema writes them."""
