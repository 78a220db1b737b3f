"""Work in a process of its own, within limits, and whose work is done next."""
