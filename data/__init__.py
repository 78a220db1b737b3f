"""What we know: the curated records and the code that says what a record is. No page, no picture."""

# Of the program: it goes up when the same link and records could show something else.
VERSION = "1.0"
