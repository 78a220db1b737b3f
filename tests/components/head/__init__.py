"""Tests of the head of every page."""
