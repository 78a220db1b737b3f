"""Tests of data/export."""
