"""Tests of components/figure."""
