"""What is new in the records: changes in the world, what was found later, corrections; and what a correction touches."""
