"""Tests of components/records."""
