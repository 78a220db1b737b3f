"""Every table of the records to browse and to download."""
