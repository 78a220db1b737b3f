"""Filters, spells and citations in words."""
