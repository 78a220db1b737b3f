"""Tests of data/analysis."""
