"""Tests of data/matching."""
