"""Tests of data/upload."""
