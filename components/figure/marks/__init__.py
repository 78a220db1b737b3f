"""A plan of marks on one page of a figure."""
