"""Shared page furniture: summary bar, focus, date, announcements."""
