"""Tests of components/editor."""
