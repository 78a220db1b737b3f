"""Tests of components/story."""
