"""Tests of components/figure/panel."""
