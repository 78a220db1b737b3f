"""What a record is: the schema, its cells and dates."""
