"""Tests of components/figure/docx."""
