"""Who is in a picture -> where each actor is, for all times and without chance."""
