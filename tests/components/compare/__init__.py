"""Tests of components/compare."""
