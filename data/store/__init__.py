"""Where the records are kept: files or a database -> CSV texts; rows changed -> saved whole, with who, when, before and after."""
