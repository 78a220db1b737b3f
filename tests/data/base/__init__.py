"""Tests of data/base."""
