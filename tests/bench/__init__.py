"""How fast the page is, beside the way the tutorials do it: `python -m tests.bench`."""
