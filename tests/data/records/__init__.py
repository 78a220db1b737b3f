"""Tests of data/records."""
