"""A table of ties in whatever columns -> rows of spells, and what they need of actors, labels and sources."""
