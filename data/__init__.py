"""What we know: the curated records and the code that says what a record is. No page, no picture."""
