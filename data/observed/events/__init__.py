"""Observed events: questions, the engines that run them, and their answers as plain values."""
