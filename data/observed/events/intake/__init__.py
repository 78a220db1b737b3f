"""Event files -> a feed: layouts, reading, the importer, editions; the command."""
