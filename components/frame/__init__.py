"""What stands around every page: summary bar, focus, date, announcements."""
