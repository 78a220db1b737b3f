"""Uploaded files -> raw tables, within the limits."""
