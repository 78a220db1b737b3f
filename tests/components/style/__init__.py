"""Tests of components/style."""
