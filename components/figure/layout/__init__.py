"""Where everything stands in a figure."""
