"""The full-text search over all records: words, what is searched, the index, and the results."""
