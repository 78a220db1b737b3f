"""Measured values by pair and year, in columns: read when a page needs them, and never before."""
