"""Tests of data/view."""
