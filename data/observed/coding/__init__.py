"""Transcripts of news -> candidates for the records, by rules."""
