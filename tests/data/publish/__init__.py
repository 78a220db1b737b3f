"""Tests of data/publish."""
