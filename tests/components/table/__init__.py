"""Tests of components/table."""
