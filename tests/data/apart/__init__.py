"""Tests of data/apart."""
