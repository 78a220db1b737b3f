"""Tests of components/evidence."""
