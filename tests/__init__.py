"""Tests as sentences, on a tiny cast of actors, on the curated records, and in a real browser."""
