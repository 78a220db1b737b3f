"""Work on what a reader sent, in a process of its own."""
