"""Rung-mates and arrival: the answer in words, the flow of tiers, the usual steps."""
