"""The pages of the data: the ties, all records, your own table, edits, addresses of files."""
