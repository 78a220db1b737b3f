"""Broken and hostile input by the thousand, the same from the same seed: `python -m tests.fuzz`."""
