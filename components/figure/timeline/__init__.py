"""Bars and events on a time axis -> shapes."""
