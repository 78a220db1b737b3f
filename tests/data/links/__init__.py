"""Tests of data/links."""
