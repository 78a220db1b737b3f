"""Tests of components/upload."""
