"""Tests of components/session."""
