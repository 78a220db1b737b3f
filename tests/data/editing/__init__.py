"""Tests of data/editing."""
