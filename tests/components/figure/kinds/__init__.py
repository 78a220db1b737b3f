"""Tests of components/figure/kinds."""
