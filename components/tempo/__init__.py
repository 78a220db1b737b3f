"""Tempo: plan, rows and words (pure), chart (describes), view (draws)."""
