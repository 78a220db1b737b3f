"""Tests of components/addresses."""
