"""Tests of components/figure/pptx."""
