"""Tests of data/analysis/claims."""
